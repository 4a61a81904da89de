import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { generateSchemaTypes } from '#server/db/schema-types.ts';
import { runOperatorCommand } from '#server/testing/operator.ts';
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

describe('the schema types', () => {
  it('are what the migrations make', async () => {
    expect(await generateSchemaTypes(db)).toBe(await readFile(schemaFile, 'utf8'));
  });

  it('drift with any new column', async () => {
    await db.schema.alterTable('users').addColumn('nickname', 'text').execute();
    expect(await generateSchemaTypes(db)).not.toBe(await readFile(schemaFile, 'utf8'));
  });
});

describe('npm run db:types', () => {
  it('verifies on a database of its own, whatever DATABASE_URL says', async () => {
    const away = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/absent' };
    const { code, stdout } = await runOperatorCommand(['db-types', '--verify'], away);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'server/db/schema.ts is what the migrations make\n',
    });
  }, 60_000);

  it('refuses an option it does not have', async () => {
    const { code, stderr } = await runOperatorCommand(['db-types', '--write']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'The only option is --verify\n' });
  });
});
