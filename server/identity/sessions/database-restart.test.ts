import { expect, onTestFinished, test } from 'vitest';
import { acquire, postmasterPid, scratchDataFolder } from '#tools/embedded-postgres/testing/scratch.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { answerAll } from '#server/testing/crowd.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const clients = 20;
/** Commits are waited for: what was acknowledged is what a killed server still has. */
const settings = { fsync: 'off', max_connections: '60' };

interface BearerClient {
  token: string;
  readonly lost: Answer[];
}

async function issue(server: TestServer, { email, password }: Person): Promise<BearerClient> {
  const { data } = await server.newBrowser().mutate('tokens.issue', { identifier: email, password });
  return { token: data.refreshToken, lost: [] };
}

/** Refreshes until it is told to stop. Like a client, it keeps what it has when it gets no answer. */
async function refreshUntil(
  client: BearerClient,
  servers: TestServer[],
  isOver: () => boolean,
): Promise<void> {
  for (let n = 0; !isOver(); n += 1) {
    const browser = servers[n % servers.length]!.newBrowser();
    const answer = await browser.mutate('tokens.refresh', { refreshToken: client.token });
    if (answer.status === 200) client.token = answer.data.refreshToken ?? client.token;
    else if (answer.status !== 503) client.lost.push(answer);
  }
}

const ends = process.env['QP_LONG_TESTS']
  ? (['SIGKILL', 'SIGQUIT', 'SIGINT'] as const)
  : (['SIGQUIT'] as const);

test.each(ends)(
  'a database that ends by %s under forty refreshing clients loses no session',
  { timeout: 120_000 },
  async (signal) => {
    const dataFolder = scratchDataFolder();
    const postgres = await acquire(dataFolder, { settings });
    await migrateToLatest(postgres.url, () => undefined);
    const first = await startTestServer({ databaseUrl: postgres.url });
    const servers = [first, await startTestServer({ replicaOf: first })];
    onTestFinished(async () => {
      for (const server of servers.toReversed()) await server.close();
    });
    const people: Person[] = [];
    const bearers: BearerClient[] = [];
    for (let n = 0; n < clients; n += 1) {
      people.push(await registerPerson(first));
      bearers.push(await issue(first, people[n]!));
    }

    let isOver = false;
    const cookieAnswers: Answer[] = [];
    const running = [
      ...bearers.map((client) => refreshUntil(client, servers, () => isOver)),
      ...people.map(async ({ browser }) => {
        while (!isOver) cookieAnswers.push(await browser.mutate('auth.refresh'));
      }),
    ];
    await expect.poll(() => cookieAnswers.length, { timeout: 20_000 }).toBeGreaterThan(clients);
    process.kill(postmasterPid(postgres.folder), signal);
    await expect
      .poll(() => cookieAnswers.some(({ status }) => status === 503), { timeout: 20_000 })
      .toBe(true);
    await acquire(dataFolder, { settings });
    const served = cookieAnswers.length;
    await expect
      .poll(() => cookieAnswers.slice(served).filter(({ status }) => status === 200).length, {
        timeout: 20_000,
      })
      .toBeGreaterThan(clients);
    isOver = true;
    await Promise.all(running);

    expect(bearers.flatMap(({ lost }) => lost.map(({ error }) => error?.code))).toEqual([]);
    expect(cookieAnswers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    const last = await answerAll(clients, (n) =>
      first.newBrowser().mutate('tokens.refresh', { refreshToken: bearers[n]!.token }),
    );
    const pages = await answerAll(clients, (n) => people[n]!.browser.query('users.me'));
    expect([...last, ...pages].map(({ status }) => status)).toEqual(Array(2 * clients).fill(200));
  },
);
