import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { generateSchemaTypes } from '#server/db/schema-types.ts';
import { startOperatorCommand } from '#server/testing/operator.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

const schemaFile = join(import.meta.dirname, '..', 'db', 'schema.ts');
let db: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase();
  ({ drop } = database);
  db = createDatabase(database.url);
});

afterAll(async () => {
  await db.destroy();
  await drop();
});

test('the schema types are what the migrations make', async () => {
  expect(await generateSchemaTypes(db)).toBe(await readFile(schemaFile, 'utf8'));
});

test('the schema types differ from the database after a column is added', async () => {
  await db.schema.alterTable('users').addColumn('nickname', 'text').execute();
  expect(await generateSchemaTypes(db)).not.toBe(await readFile(schemaFile, 'utf8'));
});

test('npm run db:types verifies the types on a database of its own, whatever DATABASE_URL says', async () => {
  const away = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/absent' };
  const { code, stdout } = await startOperatorCommand(['db-types', '--verify'], away);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'server/db/schema.ts is what the migrations make\n',
  });
}, 60_000);

test('npm run db:types refuses an unknown option', async () => {
  const { code, stderr } = await startOperatorCommand(['db-types', '--write']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'The only option is --verify\n' });
});
