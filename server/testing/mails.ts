import type { OutboxMail } from '#shared/identity/mail.ts';
import { settleServers, type TestServer } from '#server/testing/test-server.ts';

/** What the outbox holds for an address, newest first. */
export async function mailsTo(server: TestServer, to: string): Promise<OutboxMail[]> {
  await settleServers();
  const { data } = await server.newBrowser().query('outbox.list');
  return (data as OutboxMail[]).filter((mail) => mail.to === to);
}

/** The token behind the `#` of the newest mail of a kind. */
export async function tokenTo(server: TestServer, to: string, kind: OutboxMail['kind']): Promise<string> {
  const mail = (await mailsTo(server, to)).find((found) => found.kind === kind);
  const [, token] = /#token=([A-Za-z0-9_-]{43})/.exec(mail?.text ?? '') ?? [];
  if (token === undefined) throw new Error(`no ${kind} mail with a link to ${to}`);
  return token;
}
