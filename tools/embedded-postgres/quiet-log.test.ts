import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type RawBuilder } from 'kysely';
import { expect, test } from 'vitest';
import { rootFolder } from '#server/config.ts';
import { createDatabase } from '#server/db/database.ts';
import { quietLog } from './postmaster.ts';
import { acquire, sharedDataFolder } from './testing/scratch.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';

const dataFolder = sharedDataFolder();

const planted = 'planted-person';
const email = `${planted}@example.org`;
const hash = 'planted-hash-of-a-password';
const insert = (values: RawBuilder<unknown>) =>
  sql`insert into users (email, username, hashed_password) values ${values}`;

const refused: [string, RawBuilder<unknown>][] = [
  ['23505', insert(sql`(${email.toUpperCase()}, 'another', ${hash})`)],
  ['23514', insert(sql`(${`${planted} no address`}, 'second', ${hash})`)],
  ['23502', insert(sql`(${`2${email}`}, ${`third-${planted}`}, null)`)],
  ['22001', insert(sql`(${`3${email}`}, ${planted.padEnd(101, 'x')}, ${hash})`)],
  [
    '23503',
    sql`insert into sessions (user_id, id, refresh_token_hash, remember_me, channel, expires_at, device_info)
      values (gen_random_uuid(), gen_random_uuid(), sha256('x'), false, 'cookie', now(), ${planted})`,
  ],
  ['57014', sql`select pg_sleep(5), ${planted}::text`],
  ['P0001', sql`do ${sql.lit(`begin raise exception 'x' using detail = '${planted}'; end`)}`],
  ['42601', sql.raw(`selec '${planted}'`)],
];

test('the log of the embedded PostgreSQL tells that something was refused, and nothing of whom', async () => {
  const { url, folder } = await acquire(dataFolder());
  await migrateToLatest(url, () => undefined);
  const db = createDatabase(url, { statementTimeoutMillis: 200 });
  await insert(sql`(${email}, ${planted}, ${hash})`).execute(db);
  for (const [code, statement] of refused)
    await expect(statement.execute(db)).rejects.toMatchObject({ code });
  await db.destroy();
  const log = readFileSync(join(folder, 'postgres.log'), 'utf8');
  expect(log.match(/ERROR:/g)).toHaveLength(refused.length);
  expect(log).toContain('users_email_key');
  expect(log).not.toMatch(/planted|PLANTED|DETAIL:|STATEMENT:|CONTEXT:/);
});

test('the PostgreSQL of the Compose stack is told the same', () => {
  const compose = readFileSync(join(rootFolder, 'docker-compose.yml'), 'utf8');
  const said = Array.from(compose.matchAll(/^ +- -c(\w+)=(\S+)$/gm), ([, name, value]) => [name, value]);
  expect(Object.fromEntries(said)).toEqual(quietLog);
});
