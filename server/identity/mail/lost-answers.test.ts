import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { expect, onTestFinished, test } from 'vitest';
import { registerPerson } from '#server/testing/people.ts';
import { startServerProcess } from '#server/testing/server-process.ts';
import { cutFirstAnswer, startTestSmtp, type TestSmtp } from '#server/testing/smtp.ts';
import { createTestBrowser } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

/** To whom a server was handed mails, and under which ids, in their order. */
async function handedIn({ received }: Pick<TestSmtp, 'received'>) {
  const mails = await Promise.all(received.map(({ source }) => PostalMime.parse(source)));
  return mails.map(({ messageId }, index) => ({ to: received[index]?.to[0], messageId }));
}

const states = async ({ db }: Pick<TestServer, 'db'>) => {
  const rows = await db.selectFrom('mails').select(['recipient', 'state', 'tries']).orderBy('id').execute();
  return rows.map(({ recipient, state, tries }) => `${recipient} ${state} ${tries}`);
};

/** Lets the pause before the next try pass. */
const makeDue = ({ db }: Pick<TestServer, 'db'>) =>
  sql`update mails set next_try_at = now() where state = 'queued'`.execute(db);

async function startSmtp(...options: Parameters<typeof startTestSmtp>): Promise<TestSmtp> {
  const smtp = await startTestSmtp(...options);
  onTestFinished(() => smtp.close());
  return smtp;
}

async function startServer(settings: Parameters<typeof startTestServer>[0] = {}): Promise<TestServer> {
  const server = await startTestServer(settings);
  onTestFinished(() => server.close());
  return server;
}

test('a mail whose answer was lost after DATA comes again under its id, and no other comes twice', async () => {
  const server = await startServer();
  const [anna, boris, vera] = [
    (await registerPerson(server)).email,
    (await registerPerson(server)).email,
    (await registerPerson(server)).email,
  ];
  const smtp = await startSmtp();
  const cut = await cutFirstAnswer(smtp);
  onTestFinished(() => cut.close());
  await startServer({ replicaOf: server, environment: { SMTP_URL: cut.url } });
  await expect.poll(() => states(server)).toEqual([`${anna} queued 1`, `${boris} sent 1`, `${vera} sent 1`]);
  expect((await handedIn(smtp)).map(({ to }) => to)).toEqual([anna, boris, vera]);
  await makeDue(server);
  await startServer({ replicaOf: server, environment: { SMTP_URL: cut.url } });
  await expect.poll(() => states(server)).toContain(`${anna} sent 2`);
  const mails = await handedIn(smtp);
  expect(mails.map(({ to }) => to)).toEqual([anna, boris, vera, anna]);
  expect(mails[3]?.messageId).toBe(mails[0]?.messageId);
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(3);
});

test(
  'a worker killed in the middle of a mail loses none, and another sends it under the same id',
  { timeout: 60_000 },
  async () => {
    const held: Buffer[] = [];
    const silent = await startSmtp({
      onData(stream) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        // It never says whether it took the mail.
        stream.on('end', () => held.push(Buffer.concat(chunks)));
      },
    });
    const worker = await startServerProcess('ignore', { SMTP_URL: silent.url });
    const emails = ['anna@example.com', 'boris@example.com', 'vera@example.com'];
    const origin = worker.url.replace('127.0.0.1', 'localhost');
    for (const email of emails) {
      const password = `a long password of ${email}`;
      const answer = await createTestBrowser(worker.url, origin).mutate('auth.register', { email, password });
      expect(answer.status).toBe(200);
    }
    await expect.poll(() => held.length).toBe(1);
    await worker.kill();

    const smtp = await startSmtp();
    const server = await startServer({
      databaseUrl: worker.databaseUrl,
      environment: { SMTP_URL: smtp.url },
    });
    const [taken = ''] = await states(server);
    expect(taken).toBe('anna@example.com queued 1');
    await makeDue(server);
    await registerPerson(server);
    await expect
      .poll(async () => (await states(server)).filter((row) => row.includes('sent')).length)
      .toBe(4);
    const mails = await handedIn(smtp);
    for (const email of emails) expect(mails.filter(({ to }) => to === email)).toHaveLength(1);
    expect(mails).toHaveLength(4);
    const { messageId } = await PostalMime.parse(held[0]!);
    expect(mails.find(({ to }) => to === 'anna@example.com')?.messageId).toBe(messageId);
  },
);
