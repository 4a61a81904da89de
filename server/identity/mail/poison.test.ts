import { sql } from 'kysely';
import { expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { registerPerson } from '#server/testing/people.ts';
import { startTestSmtp, type TestSmtp } from '#server/testing/smtp.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const test = withServer();

async function withSmtp(act: (smtp: TestSmtp) => Promise<void>): Promise<void> {
  const smtp = await startTestSmtp();
  try {
    await act(smtp);
  } finally {
    await smtp.close();
  }
}

const sendingReplica = (server: TestServer, smtp: TestSmtp) =>
  startTestServer({ replicaOf: server, environment: { SMTP_URL: smtp.url } });

const mailOf = (server: TestServer, recipient: string) =>
  server.db.selectFrom('mails').selectAll().where('recipient', '=', recipient).executeTakeFirstOrThrow();

/** Puts a mail first in the queue. */
const makeOldest = (server: TestServer, recipient: string) =>
  sql`update mails set next_try_at = now() - interval '1 hour' where recipient = ${recipient}`.execute(
    server.db,
  );

test('a row whose mail cannot be written is given up at once, told in the log, and holds up nobody', async ({
  server,
}) => {
  const broken = await registerPerson(server);
  await sql`update mails set details = '{"until": "no date"}' where recipient = ${broken.email}`.execute(
    server.db,
  );
  await makeOldest(server, broken.email);
  const other = await registerPerson(server);
  await withSmtp(async (smtp) => {
    const sending = await sendingReplica(server, smtp);
    await expect.poll(async () => (await mailOf(server, other.email)).state).toBe('sent');
    const { state, last_error: error, sealed_token: token } = await mailOf(server, broken.email);
    expect([state, error, token]).toEqual(['failed', 'UNWRITABLE', null]);
    expect(sending.logLines.filter((line) => line.includes('a mail was given up'))).toHaveLength(1);
    await sending.close();
  });
});

test('a mail with which eight workers have died is given up instead of ending a ninth', async ({
  server,
}) => {
  const { email } = await registerPerson(server);
  await sql`update mails set tries = 8, next_try_at = now() where recipient = ${email}`.execute(server.db);
  await withSmtp(async (smtp) => {
    const sending = await sendingReplica(server, smtp);
    await expect.poll(async () => (await mailOf(server, email)).state).toBe('failed');
    expect((await mailOf(server, email)).last_error).toBe('TOO_MANY_TRIES');
    expect(smtp.received.some(({ to: [recipient] }) => recipient === email)).toBe(false);
    await sending.close();
  });
});

test('a mail that has been due for days is given up, such as those of before SMTP_URL was set', async ({
  server,
}) => {
  const stale = await registerPerson(server);
  await sql`update mails set created_at = now() - interval '40 days', next_try_at = now() - interval '73 hours'
    where recipient = ${stale.email}`.execute(server.db);
  const weekend = await registerPerson(server);
  await sql`update mails set created_at = now() - interval '40 days', next_try_at = now() - interval '71 hours'
    where recipient = ${weekend.email}`.execute(server.db);
  await withSmtp(async (smtp) => {
    const sending = await sendingReplica(server, smtp);
    await expect.poll(async () => (await mailOf(server, weekend.email)).state).toBe('sent');
    const { state, last_error: error } = await mailOf(server, stale.email);
    expect([state, error]).toEqual(['failed', 'OVERDUE']);
    await sending.close();
  });
});

test('a row that somebody holds locked for good is passed over, and the others are sent', async ({
  server,
  locker,
}) => {
  const held = await registerPerson(server);
  await makeOldest(server, held.email);
  const other = await registerPerson(server);
  await withSmtp(async (smtp) => {
    await locker.transaction().execute(async (transaction) => {
      await sql`select id from mails where recipient = ${held.email} for update`.execute(transaction);
      const sending = await sendingReplica(server, smtp);
      await expect.poll(async () => (await mailOf(server, other.email)).state).toBe('sent');
      expect(await mailOf(server, held.email)).toMatchObject({ state: 'queued', tries: 0 });
      await sending.close();
    });
    const sending = await sendingReplica(server, smtp);
    await expect.poll(async () => (await mailOf(server, held.email)).state).toBe('sent');
    await sending.close();
  });
});
