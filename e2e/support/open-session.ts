import type { APIRequestContext } from '@playwright/test';
import type { User } from '#shared/identity/users.ts';
import type { OutboxMail } from '#shared/identity/mail.ts';
import { mutate, query } from './api.ts';
import type { Person } from './person.ts';
import { deploymentUrl } from './run-settings.ts';

export type Preferences = Pick<User, 'locale' | 'theme' | 'timeZone'>;

/** Opens a session for `person` in `request`, and sets the preferences this variant of the run is about. */
export async function openSession(
  request: APIRequestContext,
  person: Person,
  preferences: Preferences,
): Promise<User> {
  const { user } = await enter(request, person);
  if (!deploymentUrl()) await confirmAddress(request, person);
  const { fullName, username } = person;
  const change = { fullName, username, ...preferences, version: user.version };
  return mutate<User>(request, 'users.updateProfile', change);
}

/** Presses the link of the mail that a registration sends: it lies in the outbox of the journeys' own server. */
async function confirmAddress(request: APIRequestContext, { email }: Person): Promise<void> {
  await mutate(request, 'auth.verifyEmail', { token: await linkToken(request, email, 'verify-email') });
}

/** The token behind the `#` of the newest mail of a kind to an address. */
export async function linkToken(
  request: APIRequestContext,
  to: string,
  kind: OutboxMail['kind'],
): Promise<string> {
  const mails = await query<OutboxMail[]>(request, 'outbox.list');
  const mail = mails.find((each) => each.to === to && each.kind === kind);
  const [, token] = /#token=([\w-]{43})/.exec(mail?.text ?? '') ?? [];
  if (token === undefined) throw new Error(`no ${kind} mail with a link to ${to}`);
  return token;
}

function enter(request: APIRequestContext, person: Person): Promise<{ user: User }> {
  const { email, password } = person;
  if (deploymentUrl()) return mutate(request, 'auth.login', { identifier: email, password });
  return mutate(request, 'auth.register', { email, password, username: person.username });
}
