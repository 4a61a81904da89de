import { availableParallelism } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerPerson, type Person } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

/** A hash that outweighs the rest of a request, at an eighth of what the production's costs. */
const passwordCost = 9;
const wrong = 'not the password';

let keeper: TestServer;
let known: Person;
let disabled: Person;
beforeAll(async () => {
  keeper = await startTestServer();
  known = await registerPerson(keeper);
  disabled = await registerPerson(keeper);
  await rehashAll();
  await keeper.db.updateTable('users').set({ is_active: false }).where('id', '=', disabled.id).execute();
}, 60_000);
afterAll(() => keeper.close());

/** Both accounts get a hash of this cost, by a sign-in. */
async function rehashAll(): Promise<void> {
  const server = await startTestServer({ replicaOf: keeper, passwordCost });
  for (const { email: identifier, password } of [known, disabled]) {
    const answer = await server.newBrowser().mutate('auth.login', { identifier, password });
    expect(answer.status).toBe(200);
  }
  await server.close();
}

/** Processor time of all threads, hashing included: what a busy neighbour takes does not count. */
async function workOfRefusal(server: TestServer, identifier: string, password: string): Promise<number> {
  const before = process.cpuUsage();
  const { error } = await server.newBrowser().mutate('auth.login', { identifier, password });
  const { user, system } = process.cpuUsage(before);
  expect(error?.code).toBe('INVALID_CREDENTIALS');
  return user + system;
}

/** Of neighbours in time, so that whatever else the machine does falls on both. */
function medianRatio(times: number[], references: number[]): number {
  const ratios = times.map((time, round) => time / references[round]!).toSorted((one, other) => one - other);
  return ratios[Math.floor(ratios.length / 2)] ?? Number.NaN;
}

test(
  'sign-ins of unknown and disabled accounts take as long as a wrong password, from the first one on',
  { timeout: 120_000 },
  async () => {
    const server = await startTestServer({ replicaOf: keeper, passwordCost });
    const identifiers = ['nobody-at-all@example.com', known.email, disabled.email];
    const times = identifiers.map((): number[] => []);
    const rounds = 15;
    for (let round = 0; round < rounds; round += 1)
      for (let turn = 0; turn < identifiers.length; turn += 1) {
        const kind = (round + turn) % identifiers.length;
        times[kind]!.push(await workOfRefusal(server, identifiers[kind]!, wrong));
      }
    await server.close();
    const [unknown = [], wrongPassword = [], ofDisabled = []] = times;
    for (const ratio of [medianRatio(unknown, wrongPassword), medianRatio(ofDisabled, wrongPassword)]) {
      expect(ratio).toBeGreaterThan(0.8);
      expect(ratio).toBeLessThan(1.25);
    }
  },
);

test.each([
  ['32,000 combining marks', '\u0301'.repeat(32_000)],
  ['marks of two classes', '\u0316\u0301'.repeat(16_000)],
  ['ligatures that grow', '\ufdfa'.repeat(21_000)],
  ['one letter', 'x'.repeat(65_000)],
])(
  'a sign-in with a password of %s takes as long as a short wrong one and delays nobody',
  { timeout: 120_000 },
  async (_case, longest) => {
    const server = await startTestServer({ replicaOf: keeper, passwordCost });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const attempts = [
      [known.email, wrong],
      [known.email, longest],
      ['nobody-at-all@example.com', longest],
    ] as const;
    const times = attempts.map((): number[] => []);
    for (let round = 0; round < 9; round += 1)
      for (let turn = 0; turn < attempts.length; turn += 1) {
        if (round === 1) delay.enable();
        const kind = (round + turn) % attempts.length;
        const [identifier, password] = attempts[kind]!;
        times[kind]!.push(await workOfRefusal(server, identifier, password));
      }
    delay.disable();
    await server.close();
    const [short = [], ofKnown = [], ofUnknown = []] = times;
    for (const ratio of [
      medianRatio(ofKnown, short),
      medianRatio(ofUnknown, short),
      medianRatio(ofKnown, ofUnknown),
    ]) {
      expect(ratio).toBeGreaterThan(0.8);
      expect(ratio).toBeLessThan(1.25);
    }
    expect(delay.percentile(90) / 1e6).toBeLessThan(50);
  },
);

test(
  'a flood of sign-ins hashes nothing on the thread that answers requests',
  { timeout: 120_000 },
  async () => {
    const server = await startTestServer({ replicaOf: keeper, passwordCost });
    const { jar } = known.browser;
    const cookies = Object.fromEntries(jar);
    const read = () => server.newBrowser().query('users.me', undefined, { cookies });
    await read();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const startedAt = performance.now();
    const flood = Array.from({ length: availableParallelism() * 12 }, (_, n) =>
      server.newBrowser().mutate('auth.login', { identifier: `nobody${n % 4}@example.com`, password: wrong }),
    );
    let reads = 0;
    let isOver = false;
    const answers = Promise.all(flood).finally(() => (isOver = true));
    while (!isOver) {
      expect((await read()).status).toBe(200);
      reads += 1;
    }
    const statuses = (await answers).map(({ status }) => status);
    delay.disable();
    const hashMillis = performance.now() - startedAt;
    await server.close();
    expect(statuses).toContain(401);
    // A thread that hashed would let a read through only between two hashes.
    expect(reads).toBeGreaterThan((hashMillis / 1000) * 10);
    expect(delay.percentile(50) / 1e6).toBeLessThan(100);
  },
);
