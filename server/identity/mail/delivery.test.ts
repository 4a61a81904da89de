import { once } from 'node:events';
import { createServer } from 'node:net';
import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { registerPerson } from '#server/testing/people.ts';
import { startTestSmtp, type TestSmtp } from '#server/testing/smtp.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const test = withServer();
let smtp: TestSmtp;
const refused = new Set<string>();
beforeAll(async () => {
  smtp = await startTestSmtp({
    onRcptTo({ address }, _session, done) {
      done(refused.has(address) ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null);
    },
  });
});
afterAll(() => smtp.close());

const sendingReplica = (server: TestServer, url = smtp.url) =>
  startTestServer({
    replicaOf: server,
    environment: { SMTP_URL: url, MAIL_FROM: 'QuantPulse <robot@money.example>' },
  });

async function mailOf(server: TestServer, recipient: string) {
  return server.db
    .selectFrom('mails')
    .selectAll()
    .where('recipient', '=', recipient)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}

const stateOf = async (server: TestServer, recipient: string) => (await mailOf(server, recipient)).state;

/** Lets the pause before the next try pass. */
const makeDue = (server: TestServer) =>
  sql`update mails set next_try_at = now() where state = 'queued'`.execute(server.db);

test('a mail goes to its recipient alone, with a link, a sender and an id that stays', async ({ server }) => {
  const sending = await sendingReplica(server);
  const { email } = await registerPerson(sending);
  await expect.poll(() => stateOf(server, email)).toBe('sent');
  const { id, sealed_token: token, tries } = await mailOf(server, email);
  expect([token, tries]).toEqual([null, 1]);
  const { to, source } = smtp.received.find(({ to: [recipient] }) => recipient === email)!;
  const mail = await PostalMime.parse(source);
  expect(to).toEqual([email]);
  expect(mail.from).toMatchObject({ name: 'QuantPulse', address: 'robot@money.example' });
  expect(mail.messageId).toBe(`<${id}@localhost>`);
  expect(mail.subject).toBe('Confirm your email address');
  expect(mail.text).toMatch(/http:\/\/localhost:3000\/verify#token=[A-Za-z0-9_-]{43}/);
  expect(mail.html).toContain('/verify#token=');
  const [, linkToken = ''] = /#token=([A-Za-z0-9_-]{43})/.exec(mail.text ?? '') ?? [];
  for (const secret of [email, linkToken, 'Confirm your email address'])
    expect(sending.logLines.join('\n')).not.toContain(secret);
  await sending.close();
});

test('a refused recipient costs one try, is told in the log, and holds up nobody else', async ({
  server,
}) => {
  const sending = await sendingReplica(server);
  const other = await registerPerson(server);
  const { email } = await registerPerson(server);
  refused.add(email);
  await registerPerson(sending);
  await expect.poll(() => stateOf(server, email)).toBe('failed');
  const { last_error: error, tries, sealed_token: token } = await mailOf(server, email);
  expect([error, tries, token]).toEqual(['EENVELOPE RCPT TO 550', 1, null]);
  await expect.poll(() => stateOf(server, other.email)).toBe('sent');
  const told = sending.logLines.filter((line) => line.includes('a mail was given up'));
  expect(told).toHaveLength(1);
  expect(told[0]).not.toContain(email);
  await sending.close();
});

test('no call waits for an SMTP server that is away, and the mail waits for it', async ({ server }) => {
  const away = await startTestSmtp();
  await away.close();
  const sending = await sendingReplica(server, away.url);
  const { email } = await registerPerson(sending);
  await expect.poll(async () => (await mailOf(server, email)).last_error).toMatch(/ECONNREFUSED|ESOCKET/);
  const { state, tries, next_try_at: next } = await mailOf(server, email);
  expect([state, tries]).toEqual(['queued', 1]);
  expect(next.getTime() - Date.now()).toBeGreaterThan(60_000);
  await sending.close();
  await makeDue(server);
  const later = await sendingReplica(server);
  await expect.poll(() => stateOf(server, email)).toBe('sent');
  await later.close();
});

test('a mail is given up after its eighth try, and its link is forgotten', async ({ server }) => {
  const away = await startTestSmtp();
  await away.close();
  const { email } = await registerPerson(server);
  await sql`update mails set tries = 7, next_try_at = now() where recipient = ${email}`.execute(server.db);
  const sending = await sendingReplica(server, away.url);
  await expect.poll(() => stateOf(server, email)).toBe('failed');
  const { tries, sealed_token: token } = await mailOf(server, email);
  expect([tries, token]).toEqual([8, null]);
  await sending.close();
});

test('a server that says nothing delays no answer', async ({ server }) => {
  const silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const sending = await sendingReplica(server, `smtp://127.0.0.1:${port}`);
  const { email, browser } = await registerPerson(sending);
  await expect.poll(async () => (await mailOf(server, email)).tries).toBe(1);
  expect((await browser.query('users.me')).status).toBe(200);
  const { state, next_try_at: next } = await mailOf(server, email);
  expect(state).toBe('queued');
  // Nobody else takes it while this try may still succeed.
  expect(next.getTime() - Date.now()).toBeGreaterThan(2 * 60_000);
  await sending.close();
  silent.close();
});

test('three replicas send each of sixty mails once', async ({ server }) => {
  const person = await registerPerson(server);
  await sql`insert into mails (id, user_id, kind, recipient)
    select gen_random_uuid(), ${person.id}, 'password-changed', 'many-' || n || '@example.com'
    from generate_series(1, 60) n`.execute(server.db);
  const replicas = await Promise.all([1, 2, 3].map(() => sendingReplica(server)));
  const left = () =>
    server.db
      .selectFrom('mails')
      .where('state', '=', 'queued')
      .where('recipient', 'like', 'many-%')
      .select('id')
      .execute()
      .then((rows) => rows.length);
  await expect.poll(left, { timeout: 15_000 }).toBe(0);
  const sent = smtp.received.flatMap(({ to }) => to).filter((to) => to.startsWith('many-'));
  expect([sent.length, new Set(sent).size]).toEqual([60, 60]);
  await Promise.all(replicas.map((replica) => replica.close()));
});

test('a mail whose worker died is sent by another after a pause, under the same id', async ({ server }) => {
  const { email } = await registerPerson(server);
  await sql`update mails set tries = 1, next_try_at = now() + interval '5 minutes' where recipient = ${email}`.execute(
    server.db,
  );
  const sending = await sendingReplica(server);
  await registerPerson(sending);
  await expect.poll(async () => (await mailOf(server, email)).tries).toBe(1);
  await makeDue(server);
  await registerPerson(sending);
  await expect.poll(() => stateOf(server, email)).toBe('sent');
  expect((await mailOf(server, email)).tries).toBe(2);
  await sending.close();
});

test('a mail whose token no key opens is given up after its tries, and is never sent without its link', async ({
  server,
}) => {
  const { email } = await registerPerson(server);
  await sql`update mails set sealed_token = '\\x01020304', tries = 7 where recipient = ${email}`.execute(
    server.db,
  );
  const sending = await sendingReplica(server);
  await expect.poll(() => stateOf(server, email)).toBe('failed');
  expect((await mailOf(server, email)).last_error).toBe('TOKEN_UNREADABLE');
  expect(smtp.received.some(({ to: [recipient] }) => recipient === email)).toBe(false);
  await sending.close();
});

test('a mail sealed under a key that this replica was not told of waits for one that was', async ({
  server,
}) => {
  const { email } = await registerPerson(server);
  const stranger = await startTestServer({
    replicaOf: server,
    environment: { SMTP_URL: smtp.url, AUTH_SECRET: 'a-key-of-another-replica-0123456789-xyz' },
  });
  await expect.poll(async () => (await mailOf(server, email)).last_error).toBe('TOKEN_UNREADABLE');
  expect(await stateOf(server, email)).toBe('queued');
  await stranger.close();
  await makeDue(server);
  const sending = await sendingReplica(server);
  await expect.poll(() => stateOf(server, email)).toBe('sent');
  await sending.close();
});

test('a refused registration leaves no mail, and a mail leaves with its account', async ({
  server,
  person,
}) => {
  const before = await server.db.selectFrom('mails').select('id').execute();
  const { email, password } = person;
  const answer = await server.newBrowser().mutate('auth.register', { email, password });
  expect(answer.error?.code).toBe('EMAIL_TAKEN');
  expect(await server.db.selectFrom('mails').select('id').execute()).toHaveLength(before.length);
  await server.db.deleteFrom('users').where('id', '=', person.id).execute();
  const left = await server.db.selectFrom('mails').where('user_id', '=', person.id).select('id').execute();
  expect(left).toEqual([]);
});
