import { sql } from 'kysely';
import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { fillMoney } from '#server/testing/ledger-rows.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import { lossy, webp } from '#server/testing/webp.ts';
import { dataExport, type DataExport } from '#shared/identity/account.ts';

/** Where the data export tells of the rows that a column ties to a person. */
const exported: Readonly<Record<string, keyof DataExport>> = {
  'audit_events.user_id': 'events',
  'avatars.user_id': 'avatar',
  'former_usernames.user_id': 'formerUsernames',
  'known_devices.user_id': 'devices',
  'fx_rates.user_id': 'fxRates',
  'instruments.user_id': 'instruments',
  'links.user_id': 'mailLinks',
  'mails.user_id': 'mails',
  'passkeys.user_id': 'factors',
  'portfolios.user_id': 'portfolios',
  'prices.user_id': 'prices',
  'recovery_codes.user_id': 'factors',
  'sessions.user_id': 'sessions',
  'totp_factors.user_id': 'factors',
  'transaction_legs.user_id': 'transactionLegs',
  'transactions.user_id': 'transactions',
};

/** What it leaves out, and why. */
const leftOut: Readonly<Record<string, string>> = {
  'audit_events.actor_id': 'what a person did to the account of another belongs to that other person',
  'ledgers.user_id': 'counts changes, so that a figure made before one is known to be old',
  'lots.user_id': 'is reckoned from the transactions, which are exported',
  'lot_sums.user_id': 'is what those add up to',
  'lot_methods.user_id': 'tells by which method that was done',
  'limit_counters.device_owner': 'counts failed sign-ins on a device for minutes, and is forgotten then',
};

/** Every column that refers to a user, by a foreign key or by its name. */
async function columnsOfPeople({ db }: TestServer): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select conrelid::regclass || '.' || attname as name from pg_constraint
      join pg_attribute on attrelid = conrelid and attnum = any (conkey)
      where contype = 'f' and confrelid = 'users'::regclass
    union select table_name || '.' || column_name from information_schema.columns
      where table_schema = current_schema() and column_name ~ '^(user|actor)_id$|_owner$'
    order by name`.execute(db);
  return rows.map(({ name }) => name);
}

test('every column that refers to a person is exported, or left out for a reason', async ({ server }) => {
  const told = [...Object.keys(exported), ...Object.keys(leftOut)];
  expect(await columnsOfPeople(server)).toEqual(told.toSorted());
});

test('everything the data export promises of a person is in it', async ({ server, person }) => {
  const { username, version } = (await person.browser.query('users.me')).data;
  await person.browser.mutate('users.updateProfile', { username: `not-${username.slice(0, 20)}`, version });
  await person.browser.mutate('users.setAvatar', { image: webp(lossy(256, 256)).toString('base64') });
  await fillMoney(server.db, person.id);
  const { data } = await person.browser.mutate('account.exportData');
  const rows = Object.values(exported).map((key) => [key, [data[key]].flat().filter(Boolean).length > 0]);
  expect(rows).toEqual(Object.values(exported).map((key) => [key, true]));
  expect(dataExport.parse(data)).toEqual(data);
});
