import { newId } from '#server/security/identifiers.ts';
import type { OutboxMail } from '#shared/identity/mail.ts';
import { settleServers, type TestServer } from '#server/testing/test-server.ts';

/** What the outbox holds for an address, newest first. */
export async function mailsTo(server: TestServer, to: string): Promise<OutboxMail[]> {
  await settleServers();
  const { data } = await server.newBrowser().query('outbox.list');
  return (data as OutboxMail[]).filter((mail) => mail.to === to);
}

/** A mail that was given up after all its tries; its id. */
export async function giveUpMail(
  server: TestServer,
  to: { id: string; email: string },
  kind: OutboxMail['kind'] = 'password-changed',
): Promise<string> {
  const id = newId();
  const mail = { id, user_id: to.id, kind, recipient: to.email, state: 'failed', tries: 8 } as const;
  await server.db
    .insertInto('mails')
    .values({ ...mail, last_error: 'EENVELOPE 550' })
    .execute();
  return id;
}

/** The token behind the `#` of the newest mail of a kind. */
export async function tokenTo(server: TestServer, to: string, kind: OutboxMail['kind']): Promise<string> {
  const mail = (await mailsTo(server, to)).find((found) => found.kind === kind);
  const [, token] = /#token=([A-Za-z0-9_-]{43})/.exec(mail?.text ?? '') ?? [];
  if (token === undefined) throw new Error(`no ${kind} mail with a link to ${to}`);
  return token;
}
