import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createAccessTokens } from '#server/security/access-token.ts';
import { deriveKeys } from '#server/security/keys.ts';
import type { Answer, TestBrowser } from '#server/testing/test-browser.ts';
import { settleServers, type TestServer } from '#server/testing/test-server.ts';

/** Somebody with an account, signed in in a browser of their own. */
export interface Person {
  readonly browser: TestBrowser;
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

export async function registerPerson(server: TestServer): Promise<Person> {
  const browser = server.newBrowser();
  const email = `${randomUUID()}@example.com`;
  const password = `a long password ${randomUUID()}`;
  const answer = await browser.mutate('auth.register', { email, password });
  if (answer.status !== 200) throw new Error(`registering failed: ${answer.body}`);
  return { browser, id: answer.data.user.id, email, password };
}

/** Another browser of the same person, signed in by password. */
export async function signIn(server: TestServer, person: Person, rememberMe?: boolean): Promise<TestBrowser> {
  const browser = server.newBrowser();
  const { email: identifier, password } = person;
  const answer = await browser.mutate('auth.login', { identifier, password, rememberMe });
  if (answer.status !== 200) throw new Error(`signing in failed: ${answer.body}`);
  return browser;
}

/** Somebody who administers the server. */
export async function registerAdmin(server: TestServer): Promise<Person> {
  const person = await registerPerson(server);
  await server.db.updateTable('users').set({ role: 'admin' }).where('id', '=', person.id).execute();
  return person;
}

/** The value of a cookie in the jar. */
export function cookieOf(browser: TestBrowser, name: 'qp_access' | 'qp_refresh'): string {
  const value = browser.jar.get(name);
  if (value === undefined) throw new Error(`no cookie ${name}`);
  return value;
}

/** The value an answer set for a cookie, or undefined. */
export function setCookieOf(answer: Answer, name: string): string | undefined {
  const line = answer.headers.getSetCookie().find((text) => text.startsWith(`${name}=`));
  return line?.slice(name.length + 1).split(';', 1)[0];
}

/** `auth.refresh` with this token alone, from a browser that knows nothing else. */
export function refreshWith(server: TestServer, token: string): Promise<Answer> {
  return server.newBrowser().mutate('auth.refresh', undefined, { cookies: { qp_refresh: token } });
}

/** Every column of a user's sessions, and the row version that tells whether anything was written. */
export function findSessions(server: TestServer, userId: string) {
  return server.db
    .selectFrom('sessions')
    .selectAll()
    .select(sql<string>`xmin::text`.as('xmin'))
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute();
}

/** Lets time pass for the last rotation of a user's sessions. */
export async function moveRotationBack(server: TestServer, userId: string, seconds: number): Promise<void> {
  await server.db
    .updateTable('sessions')
    .set({ rotated_at: sql`rotated_at - make_interval(secs => ${seconds})` })
    .where('user_id', '=', userId)
    .execute();
}

/** An access token as the server itself would have made it; both times are seconds from the database's now. */
export async function mintAccess(
  server: TestServer,
  session: { user_id: string; id: string },
  { issuedAgo = 0, expiresIn = 60 } = {},
): Promise<string> {
  const clock = await sql<{ now: number }>`select floor(extract(epoch from now()))::int as now`.execute(
    server.db,
  );
  const now = clock.rows[0]!.now;
  const times = { issuedAt: now - issuedAgo, expiresAt: now + expiresIn };
  const keys = deriveKeys(server.config.authSecrets).accessToken;
  const subject = { userId: session.user_id, sessionId: session.id, role: 'user' as const };
  return createAccessTokens(server.config.appOrigin, keys).mint({ ...subject, ...times });
}

/** What the audit table tells of a user, oldest first. */
export async function auditEventsOf(server: TestServer, userId: string): Promise<string[]> {
  await settleServers();
  const rows = await server.db
    .selectFrom('audit_events')
    .select('event')
    .where('user_id', '=', userId)
    .orderBy('id')
    .execute();
  return rows.map(({ event }) => event);
}

/** All that the audit table holds of the newest event, but its id and time. */
export async function lastAuditEvent(server: TestServer) {
  await settleServers();
  return server.db
    .selectFrom('audit_events')
    .select(['event', 'user_id', 'actor_id', 'session_id', 'ip_address', 'device_info'])
    .select(['request_id', 'details'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}
