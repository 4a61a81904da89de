import { chosenIn, dayIn, idIn, said } from '#client/lib/address-values.ts';
import { dayAfter, instantIn } from '#client/lib/zoned-time.ts';
import type {
  ExportAuditInput,
  ListedUser,
  ListMailsInput,
  ListUsersInput,
  MailsPage,
} from '#shared/identity/admin.ts';
import { auditEvents } from '#shared/identity/audit.ts';
import { roles } from '#shared/permissions.ts';
import { isPlainLine } from '#shared/text.ts';

/** The orders a list of users is offered in, the first by default. */
export const userOrders = [
  'createdAt-desc',
  'createdAt-asc',
  'email-asc',
  'email-desc',
  'username-asc',
  'username-desc',
] as const;
export type UserOrder = (typeof userOrders)[number];

export const activities = ['active', 'disabled'] as const;
export const mailStates = [
  'queued',
  'sent',
  'failed',
] as const satisfies MailsPage['items'][number]['state'][];

/** As much as the server takes. */
const longestSearch = 254;
const longestAddress = 45;

/** The line that the address gives for a name, as much of it as the server takes. */
function lineIn(params: URLSearchParams, name: string, longest: number): string | undefined {
  // What is cut off may have been the second half of a character.
  const line = params
    .get(name)
    ?.trim()
    .slice(0, longest)
    .replace(/\p{Cs}$/u, '');
  return line !== undefined && isPlainLine(line) ? line : undefined;
}

export function orderIn(params: URLSearchParams): UserOrder {
  return chosenIn(params, 'sort', userOrders) ?? 'createdAt-desc';
}

export function usersInputOf(params: URLSearchParams): NonNullable<ListUsersInput> {
  const [sort, direction] = orderIn(params).split('-') as [
    'createdAt' | 'email' | 'username',
    'asc' | 'desc',
  ];
  const activity = chosenIn(params, 'state', activities);
  return said({
    search: lineIn(params, 'search', longestSearch),
    role: chosenIn(params, 'role', roles),
    isActive: activity && activity === 'active',
    sort,
    direction,
    cursor: idIn(params, 'cursor'),
  });
}

/** The days of the filter are those of the person's zone, both included. */
export function auditInputOf(params: URLSearchParams, timeZone: string): NonNullable<ExportAuditInput> {
  const from = dayIn(params, 'from');
  const to = dayIn(params, 'to');
  const midnight = (date: string) => new Date(instantIn(timeZone, date, 0)).toISOString();
  return said({
    userId: idIn(params, 'user'),
    event: chosenIn(params, 'event', auditEvents),
    from: from && midnight(from),
    to: to && midnight(dayAfter(to, 1)),
    ip: lineIn(params, 'ip', longestAddress),
    cursor: idIn(params, 'cursor'),
  });
}

export function mailsInputOf(params: URLSearchParams): NonNullable<ListMailsInput> {
  return said({ state: chosenIn(params, 'state', mailStates), cursor: idIn(params, 'cursor') });
}

/** What a user is called; a full name is not asked for. */
export function nameOf({ fullName, username }: Pick<ListedUser, 'fullName' | 'username'>): string {
  return fullName ?? username;
}
