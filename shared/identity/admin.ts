import { z } from 'zod';
import { auditEvents } from '#shared/identity/audit.ts';
import { factorsOutput } from '#shared/identity/factors.ts';
import { mailKinds } from '#shared/identity/mail.ts';
import { listedSessionsMaximum, sessionListItem } from '#shared/identity/sessions.ts';
import { roles } from '#shared/permissions.ts';
import { boundedText, instant, isPlainLine, rowId, trimmedText } from '#shared/text.ts';

/** How many rows a list counts at most; beyond them `isTotalExact` is false. */
export const countedMaximum = 10_000;

/** By what the list of users may be sorted. */
export const userSorts = ['createdAt', 'email', 'username'] as const;
export type UserSort = (typeof userSorts)[number];

const sortDirections = ['asc', 'desc'] as const;

/** The most rows of one page. */
const pageMaximum = 100;
const pageSize = z.int().min(1).max(pageMaximum);

/**
 * Which users to list. `search` is the beginning of an email, a username, a full name, or of what follows its first
 * word. The newest come first where nothing else is said. `cursor` is the `nextCursor` of the page before.
 */
export const listUsersInput = z
  .strictObject({
    search: trimmedText(254).refine(isPlainLine).optional(),
    role: z.enum(roles).optional(),
    isActive: z.boolean().optional(),
    sort: z.enum(userSorts).optional(),
    direction: z.enum(sortDirections).optional(),
    cursor: rowId.optional(),
    limit: pageSize.optional(),
  })
  .nullish();
export type ListUsersInput = z.infer<typeof listUsersInput>;

/** A user as administrators see them: nothing that signs in, and no setting of their own taste. */
export const listedUser = z.object({
  id: z.guid(),
  email: z.string(),
  username: z.string(),
  fullName: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  role: z.enum(roles),
  isActive: z.boolean(),
  emailVerified: z.boolean(),
  maxChats: z.int(),
  createdAt: instant,
  lastLoginAt: instant.nullable(),
});
export type ListedUser = z.infer<typeof listedUser>;

/** A page of users that are not deleted. `total` counts all that fit, up to ten thousand. */
export const listUsersOutput = z.object({
  items: z.array(listedUser).max(pageMaximum),
  nextCursor: z.string().nullable(),
  total: z.int(),
  isTotalExact: z.boolean(),
});
export type UsersPage = z.infer<typeof listUsersOutput>;

/** Whom an act or a question is about. A deleted account answers like one that never was. */
export const userIdInput = z.strictObject({ userId: rowId });

/** One user with their second factors and living sessions; never a secret, a key or a token. */
export const userDetail = z.object({
  user: listedUser,
  factors: factorsOutput,
  sessions: z.array(sessionListItem.omit({ current: true })).max(listedSessionsMaximum),
});
export type UserDetail = z.infer<typeof userDetail>;

/** Disabling ends every session of the user; enabling revives none. */
export const setActiveInput = z.strictObject({ userId: rowId, isActive: z.boolean() });
export const setRoleInput = z.strictObject({ userId: rowId, role: z.enum(roles) });
/** How many chats a user may have; none at all is allowed. */
export const setMaxChatsInput = z.strictObject({ userId: rowId, maxChats: z.int().min(0).max(10_000) });

/** Which events to list. `from` is part of the span, `to` is not. An address is compared as it was stored. */
export const auditFilters = z.strictObject({
  userId: rowId.optional(),
  event: z.enum(auditEvents).optional(),
  from: boundedText(40).check(z.iso.datetime()).optional(),
  to: boundedText(40).check(z.iso.datetime()).optional(),
  ip: trimmedText(45).min(1).refine(isPlainLine).optional(),
  cursor: rowId.optional(),
});
export const listAuditInput = auditFilters.extend({ limit: pageSize.optional() }).nullish();
export type ListAuditInput = z.infer<typeof listAuditInput>;
export const exportAuditInput = auditFilters.nullish();
export type ExportAuditInput = z.infer<typeof exportAuditInput>;

/** Somebody an event names; the email is null once the account has been erased. */
const namedUser = z.object({ id: z.guid(), email: z.string().nullable() });

/** One event of anybody. `user` is whom it concerns, `actor` who did it where that is certain. */
export const auditItem = z.object({
  id: z.guid(),
  event: z.enum(auditEvents),
  at: instant,
  user: namedUser.nullable(),
  actor: namedUser.nullable(),
  ip: z.string().nullable(),
  device: z.string().nullable(),
  sessionId: z.guid().nullable(),
  requestId: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type AuditItem = z.infer<typeof auditItem>;

/** A page of events, newest first. */
export const listAuditOutput = z.object({
  items: z.array(auditItem).max(pageMaximum),
  nextCursor: z.string().nullable(),
});
export type AuditPage = z.infer<typeof listAuditOutput>;

/** How many events one export holds at most. */
export const exportedEventsMaximum = 5_000;

/** Events as CSV (RFC 4180) with a line of titles. Cells that a spreadsheet would run begin with an apostrophe. */
export const exportAuditOutput = z.object({ csv: z.string(), nextCursor: z.string().nullable() });
export type AuditExport = z.infer<typeof exportAuditOutput>;

/** Where a mail is on its way. A failed one was given up. */
const mailStates = ['queued', 'sent', 'failed'] as const;

export const listMailsInput = z
  .strictObject({ state: z.enum(mailStates).optional(), cursor: rowId.optional() })
  .nullish();
export type ListMailsInput = z.infer<typeof listMailsInput>;

/** Which mail to send after all. */
export const retryMailInput = z.strictObject({ id: rowId });

/**
 * A mail without its words and its link. `error` holds codes of the failed try. `canRetry` is false where its link was
 * forgotten and cannot be made anew. Its user has to ask for it again.
 */
export const listedMail = z.object({
  id: z.guid(),
  kind: z.enum(mailKinds),
  userId: z.guid(),
  to: z.string(),
  state: z.enum(mailStates),
  tries: z.int(),
  error: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
  nextTryAt: instant.nullable(),
  canRetry: z.boolean(),
});
export type ListedMail = z.infer<typeof listedMail>;

/** The most mails of one page. */
export const listedMailsMaximum = 50;

/** How many mails were given up, counted up to ten thousand. */
export const failedMailsOutput = z.object({ failed: z.int() });

/** A page of mails, newest first. `failed` counts all that were given up, up to ten thousand. */
export const listMailsOutput = z.object({
  items: z.array(listedMail).max(listedMailsMaximum),
  nextCursor: z.string().nullable(),
  failed: z.int(),
});
export type MailsPage = z.infer<typeof listMailsOutput>;
