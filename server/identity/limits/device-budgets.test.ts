import { sql } from 'kysely';
import { expect } from 'vitest';
import { answerAll } from '#server/testing/crowd.ts';
import { withServer } from '#server/testing/fixtures.ts';
import type { Person } from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const environment = {
  TRUSTED_PROXY_HOPS: '1',
  LIMIT_FAILED_PER_ACCOUNT_AND_IP: '10/15m',
  LIMIT_FAILED_PER_ACCOUNT: '12/60m',
};

const test = withServer({ environment }).extend('guess', ({ server, replica, person }) => {
  /** A sign-in of that person on the device, from address number `n`, at one replica and the next in turn. */
  return (device: string, n: number, password = 'not the password'): Promise<Answer> => {
    const to = n % 2 === 0 ? server : replica;
    const headers = { 'x-forwarded-for': `203.0.113.${n % 250}` };
    const input = { identifier: person.email, password };
    return to.newBrowser().mutate('auth.login', input, { headers, cookies: { qp_device: device } });
  };
});
test.beforeEach(({ server }) => server.db.deleteFrom('limit_counters').execute());

/** Tokens of `count` devices that the owner signed in on. */
async function signInOnDevices(server: TestServer, person: Person, count: number): Promise<string[]> {
  const tokens = [];
  for (let n = 0; n < count; n += 1) {
    const browser = server.newBrowser();
    const input = { identifier: person.email, password: person.password };
    expect((await browser.mutate('auth.login', input)).status).toBe(200);
    tokens.push(browser.jar.get('qp_device')!);
  }
  return tokens;
}

const checked = (answers: Answer[]) => answers.filter(({ status }) => status === 401).length;

test("five known devices of an account have budgets of their own; all others share the account's", async ({
  server,
  person,
  guess,
}) => {
  const devices = await signInOnDevices(server, person, 12);
  const answers = await answerAll(12 * 12, (n) => guess(devices[n % 12]!, n));
  expect(checked(answers)).toBe(5 * 10 + 12);
});

test('five known devices have budgets of their own even when twenty ask at once, over replicas', async ({
  server,
  person,
  guess,
}) => {
  const devices = await signInOnDevices(server, person, 20);
  await answerAll(20, (n) => guess(devices[n]!, n));
  const counters = await server.db
    .selectFrom('limit_counters')
    .select('used')
    .where('device_owner', '=', person.id)
    .execute();
  expect(counters.map(({ used }) => used)).toEqual(Array(5).fill(1));
});

test("a device's budget is freed by a right password, by its window's end, and when it is forgotten", async ({
  server,
  person,
  guess,
}) => {
  const [sixth = '', ...five] = await signInOnDevices(server, person, 6);
  const budgetsOf = async (device: string) => {
    const answer = await guess(device, 1);
    expect(answer.status).toBe(401);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from limit_counters
        where device_hash = sha256(${device}) and used > 0 and resets_at > now()`.execute(server.db);
    return rows[0]!.count;
  };
  for (const device of five) await guess(device, 1);
  expect(await budgetsOf(sixth)).toBe(0);
  expect((await guess(five[0]!, 1, person.password)).status).toBe(200);
  expect(await budgetsOf(sixth)).toBe(1);
  expect(await budgetsOf(five[0]!)).toBe(0);
  await server.db
    .updateTable('limit_counters')
    .set({ resets_at: sql<Date>`now()` })
    .where('device_hash', '=', sql<Buffer>`sha256(${five[1]!})`)
    .execute();
  expect(await budgetsOf(five[0]!)).toBe(1);
  await server.db
    .deleteFrom('known_devices')
    .where('token_hash', '=', sql<Buffer>`sha256(${five[2]!})`)
    .execute();
  expect(await budgetsOf(five[1]!)).toBe(1);
});
