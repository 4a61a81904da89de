import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { expect } from 'vitest';
import { appRouter } from '#server/router.ts';
import { factorInput } from '#server/testing/factor-input.ts';
import { test } from '#server/testing/fixtures.ts';
import { registerAdmin, registerPerson } from '#server/testing/people.ts';
import { giveUpMail } from '#server/testing/mails.ts';
import { moneyInput } from '#server/testing/money.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import { validInput } from '#server/testing/valid-input.ts';
import { policiesOf, type ProcedurePolicy } from '#server/trpc/policy.ts';
import { proceduresOf } from '#server/trpc/procedure-list.ts';
import { exportedRowsMaximum } from '#shared/identity/account.ts';
import { instrumentsMaximum } from '#shared/money/instruments.ts';
import { listedRowsMaximum } from '#shared/money/observations.ts';
import { pointsMaximum } from '#shared/money/performance-output.ts';
import { transactionsMaximum } from '#shared/money/transaction-rows.ts';
import { lotsNamed } from '#shared/money/transactions.ts';

/** As much as anybody is shown at once; more is for calls that a limit counts. */
const pageMaximum = 200;
/** A chart needs its line at once, and a sum all that it is made of. */
const longLists: Readonly<Record<string, number>> = {
  'fxRates.list': listedRowsMaximum,
  'lots.list': 2 * transactionsMaximum,
  'netWorth.get': pointsMaximum,
  'performance.get': pointsMaximum,
  'prices.list': listedRowsMaximum,
  'positions.list': instrumentsMaximum,
  'transactions.list': lotsNamed,
  'transactions.record': lotsNamed,
  'transactions.replace': lotsNamed,
  'transactions.void': lotsNamed,
};

async function auditRows(server: TestServer): Promise<number> {
  const rows = await server.db.selectFrom('audit_events').select('id').execute();
  return rows.length;
}

/** How many audit rows each of two calls wrote, the second unchanged, by somebody who may make them. */
async function rowsOfTwoCalls(server: TestServer, { path, type, who }: ProcedurePolicy): Promise<number[]> {
  const register = who.includes(':') ? registerAdmin : registerPerson;
  const { browser, email, password, id } = await register(server);
  const issued = await browser.mutate('tokens.issue', { identifier: email, password });
  const sessions = await browser.query('sessions.list');
  const input = validInput(path, {
    userId: id,
    sessionId: sessions.data.find(({ current }: { current: boolean }) => !current).id,
    email: `${randomUUID()}@example.com`,
    newEmail: `${randomUUID()}@example.com`,
    identifier: email,
    password,
    currentPassword: password,
    newPassword: `another password ${randomUUID()}`,
    refreshToken: issued.data.refreshToken,
    version: 1,
    ...(await factorInput(server, path, { person: { browser, email, password, id }, owner: id })),
    ...(await moneyInput(server, path, { owner: id })),
    ...(path === 'admin.mails.retry' && { id: await giveUpMail(server, { id, email }) }),
  });
  const written: number[] = [];
  for (let count = 0; count < 2; count += 1) {
    const before = await auditRows(server);
    await (type === 'query' ? browser.query(path, input) : browser.mutate(path, input));
    written.push((await auditRows(server)) - before);
  }
  return written;
}

type Schema = z.core.JSONSchema._JSONSchema;

/** The bound of every list in a schema, by its path; Infinity where there is none. */
function listBounds(schema: Schema | undefined, path = ''): [path: string, bound: number][] {
  if (typeof schema !== 'object') return [];
  const { items, properties = {}, anyOf = [], oneOf = [], allOf = [] } = schema;
  const inside = Object.entries(properties).flatMap(([name, each]) => listBounds(each, `${path}.${name}`));
  const either = [...anyOf, ...oneOf, ...allOf].flatMap((each) => listBounds(each, path));
  if (schema.type !== 'array') return [...inside, ...either];
  const own: [string, number] = [path || '.', schema.maxItems ?? Number.POSITIVE_INFINITY];
  return [own, ...listBounds(Array.isArray(items) ? items[0] : items, `${path}[]`)];
}

test.for(policiesOf(appRouter).filter(({ limits }) => limits.length === 0))(
  'a repeated call of $path writes no audit row, because no limit counts it',
  async (policy, { server }) => {
    expect((await rowsOfTwoCalls(server, policy))[1]).toBe(0);
  },
);

const outputs = new Map(proceduresOf(appRouter).map(({ path, output }) => [path, output]));

test.for(policiesOf(appRouter))(
  'the lists in the answer of $path hold a page, or a limit counts the call',
  ({ path, limits }) => {
    const most = limits.length === 0 ? (longLists[path] ?? pageMaximum) : exportedRowsMaximum;
    expect(listBounds(outputs.get(path)).filter(([, bound]) => bound > most)).toEqual([]);
  },
);

test('the lists in an answer are found wherever they stand', () => {
  const bounds = listBounds(outputs.get('account.exportData')).map(([path]) => path);
  expect(bounds).toEqual([
    '.user.permissions',
    '.formerUsernames',
    '.factors.passkeys',
    '.sessions',
    '.devices',
    '.events',
    '.mails',
    '.mailLinks',
    '.portfolios',
    '.instruments',
    '.transactions',
    '.transactionLegs',
    '.prices',
    '.fxRates',
  ]);
});
