import { setTimeout as pause } from 'node:timers/promises';
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

/** One that is turned away comes again soon, so that places are scarce here and not the processor of this test. */
const paceMillis = 300;

/** Sockets that send one call after the other until `isOver`, telling of every one that was turned away. */
function flood(
  { isOver, turnedAway }: { isOver: () => boolean; turnedAway: () => void },
  send: (socket: number, n: number) => Promise<number>,
) {
  return Array.from({ length: 48 }, async (_, socket) => {
    for (let n = 0; !isOver(); n += 1) {
      if ((await send(socket, n)) !== 503) continue;
      turnedAway();
      await pause(paceMillis);
    }
  });
}

test(
  'floods of registrations and of strangers’ sign-ins stop nobody who signs in on a known device',
  { timeout: 120_000 },
  async () => {
    let isOver = false;
    let refusals = 0;
    const watch = { isOver: () => isOver, turnedAway: () => void (refusals += 1) };
    const call = async (procedure: string, input: object, address: string) =>
      (await server.newBrowser().mutate(procedure, input, { headers: { 'x-forwarded-for': address } }))
        .status;
    const floods = [
      ...flood(watch, (socket, n) => {
        const input = { email: `f${socket}-${n}@example.com`, password: `an honest password ${n}` };
        return call('auth.register', input, `2001:db8:1:${socket}::1`);
      }),
      ...flood(watch, (socket, n) => {
        const { email } = honest[n % people]!;
        return call('auth.login', { identifier: email, password: 'wrong' }, `198.51.${socket}.1`);
      }),
    ];
    const times: number[] = [];
    const statuses: number[] = [];
    for (let round = 0; round < 3; round += 1)
      for (const { browser, email: identifier, password } of honest) {
        // The places are full again: none is left from the honest sign-in before.
        const before = refusals;
        await expect.poll(() => refusals, { interval: 5, timeout: 20_000 }).toBeGreaterThan(before + 5);
        const startedAt = performance.now();
        const headers = { 'x-forwarded-for': '198.51.0.1' };
        const options = { headers, cookies: { qp_device: browser.jar.get('qp_device')! } };
        const input = { identifier, password };
        const { status } = await server.newBrowser().mutate('auth.login', input, options);
        times.push(performance.now() - startedAt);
        statuses.push(status);
      }
    isOver = true;
    await Promise.all(floods);
    expect(statuses).toEqual(Array(people * 3).fill(200));
    expect(Math.max(...times)).toBeLessThan(5000);
  },
);
