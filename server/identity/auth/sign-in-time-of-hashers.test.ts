import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveKeys } from '#server/security/keys.ts';
import { createLots } from '#server/security/lots.ts';
import { registerPerson, signIn, type Person } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

/** Half the work of our argon2id: the time shows which of the two has worked. */
const passwordCost = 8;
const people = 8;
const rounds = 3;

let keeper: TestServer;
let known: Person[];
beforeAll(async () => {
  keeper = await startTestServer({ passwordCost });
  known = [];
  for (let n = 0; n < people; n += 1) known.push(await registerPerson(keeper));
}, 60_000);
afterAll(() => keeper.close());

/** The first of these people sign in at a server of argon2id, the others at one of bcrypt. */
async function moveToArgon2id(count: number): Promise<void> {
  for (const [hasher, whose] of [
    ['argon2id', known.slice(0, count)],
    ['bcrypt', known.slice(count)],
  ] as const) {
    const environment = { PASSWORD_HASHER: hasher };
    const server = await startTestServer({ replicaOf: keeper, passwordCost, environment });
    for (const person of whose) await signIn(server, person);
    await server.close();
  }
}

/** As many names as there are people, which share evenly in all lots: chance plays no part in the comparison. */
function nobodies(): string[] {
  const lotOf = createLots(deriveKeys(keeper.config.authSecrets).lots);
  return Array.from({ length: people }, (_, place) => {
    for (let n = 0; ; n += 1) {
      const name = `nobody-${place}-${n}@example.com`;
      if (Math.floor(lotOf(name) * people) === place) return name;
    }
  });
}

/** Processor time of all threads, hashing included: what a busy neighbour takes does not count. */
async function workOfRefusal(server: TestServer, identifier: string): Promise<number> {
  const before = process.cpuUsage();
  const { error } = await server.newBrowser().mutate('auth.login', { identifier, password: 'wrong' });
  const { user, system } = process.cpuUsage(before);
  expect(error?.code).toBe('INVALID_CREDENTIALS');
  return user + system;
}

/** The medians of the quicker half and of the slower half: with two hashers at work, that of each. */
function mediansOfHalves(times: readonly number[]): [quicker: number, slower: number] {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  return [at(0.25), at(0.75)];
}

test.each([
  ['none', 0],
  ['half', people / 2],
  ['all', people],
] as const)(
  'where %s of the accounts have argon2id, unknown names take as long as known ones from the first',
  { timeout: 120_000 },
  async (_part, count) => {
    await moveToArgon2id(count);
    const server = await startTestServer({ replicaOf: keeper, passwordCost });
    const unknown = nobodies();
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let turn = 0; turn < people * (1 + rounds); turn += 1) {
      const place = turn % people;
      const ofUnknown = await workOfRefusal(server, unknown[place] ?? '');
      const ofKnown = await workOfRefusal(server, known[place]?.email ?? '');
      // The first round is compiling too.
      if (turn < people) continue;
      times.unknown.push(ofUnknown);
      times.known.push(ofKnown);
    }
    await server.close();
    const ofKnown = mediansOfHalves(times.known);
    for (const [half, median] of mediansOfHalves(times.unknown).entries()) {
      expect(median / ofKnown[half]!).toBeGreaterThan(0.8);
      expect(median / ofKnown[half]!).toBeLessThan(1.25);
    }
  },
);
