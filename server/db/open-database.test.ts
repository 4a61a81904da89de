import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { removeEmbeddedPostgres } from '#tools/embedded-postgres/embedded-postgres.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { openDatabase } from '#server/db/open-database.ts';
import { schemaStatus } from '#server/db/migrations/history.ts';

const silent = () => undefined;
let dataFolder: string;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'quantpulse-'));
});

afterAll(() => rm(dataFolder, { recursive: true }));

it('opening the database uses DATABASE_URL and starts no embedded one', async () => {
  const said: string[] = [];
  const opened = await openDatabase({ databaseUrl: inject('postgresUrl'), dataFolder }, (line) =>
    said.push(line),
  );
  expect(opened.url).toBe(inject('postgresUrl'));
  expect((await sql`select 1`.execute(opened.db)).rows).toHaveLength(1);
  await opened.close();
  expect(said).toEqual([]);
});

it("an operator's command opens the embedded database beside a running server", async () => {
  const config = { databaseUrl: undefined, dataFolder };
  const server = await openDatabase(config, silent);
  const operator = await openDatabase(config, silent);

  await migrateToLatest(operator.url, silent);
  await operator.close();

  expect(await schemaStatus(server.db)).toEqual({ ok: true });
  await server.close();
  await removeEmbeddedPostgres(dataFolder);
}, 60_000);
