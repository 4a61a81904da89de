import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerPerson, type Person } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

/** A flood of hashes is one whose hashes cost something; the honest pay with the same. */
const passwordCost = 10;
const people = 6;

let keeper: TestServer;
let server: TestServer;
let honest: Person[];
beforeAll(async () => {
  keeper = await startTestServer();
  honest = [];
  for (let n = 0; n < people; n += 1) honest.push(await registerPerson(keeper));
  server = await startTestServer({
    replicaOf: keeper,
    passwordCost,
    environment: { TRUSTED_PROXY_HOPS: '1' },
  });
});
afterAll(async () => {
  await server.close();
  await keeper.close();
});

/** More than all places of this machine, whatever part of them a door may fill. */
const flood = availableParallelism() * 32 + 8;

/** One wave at a door: `isFull` once somebody was turned away for want of a place. */
function waveOf(send: (n: number) => Promise<number>) {
  const isFull = Promise.withResolvers<void>();
  const calls = Array.from({ length: flood }, async (_, n) => {
    const status = await send(n);
    if (status === 503) isFull.resolve();
  });
  return { isFull: isFull.promise, over: Promise.all(calls) };
}

test(
  "sign-ins on known devices succeed under floods of registrations and strangers' sign-ins",
  { timeout: 60_000 },
  async () => {
    const call = async (procedure: string, input: object, address: string) =>
      (await server.newBrowser().mutate(procedure, input, { headers: { 'x-forwarded-for': address } }))
        .status;
    const answers: { status: number; millis: number }[] = [];
    for (let wave = 0; wave < 3; wave += 1) {
      const strangers = waveOf((n) => {
        const { email: identifier } = honest[n % people]!;
        return call('auth.login', { identifier, password: 'wrong' }, `198.51.${n}.1`);
      });
      const newcomers = waveOf((n) => {
        const input = { email: `f${wave}-${n}@example.com`, password: `an honest password ${n}` };
        return call('auth.register', input, `2001:db8:1:${n}::1`);
      });
      await Promise.all([strangers.isFull, newcomers.isFull]);
      for (const { browser, email: identifier, password } of honest) {
        const startedAt = performance.now();
        const headers = { 'x-forwarded-for': '198.51.0.1' };
        const options = { headers, cookies: { qp_device: browser.jar.get('qp_device')! } };
        const input = { identifier, password };
        const { status } = await server.newBrowser().mutate('auth.login', input, options);
        answers.push({ status, millis: performance.now() - startedAt });
      }
      await Promise.all([strangers.over, newcomers.over]);
    }
    expect(answers.map(({ status }) => status)).toEqual(Array(people * 3).fill(200));
    expect(Math.max(...answers.map(({ millis }) => millis))).toBeLessThan(5000);
  },
);
