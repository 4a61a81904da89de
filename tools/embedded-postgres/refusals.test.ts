import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locatePackage } from './binaries.ts';
import { EmbeddedPostgresError, type EmbeddedPostgresOptions } from './embedded-postgres.ts';
import { acquire, scratchDataFolder, scratchFolder } from './testing/scratch.ts';

async function refusal(dataFolder: string, options: Partial<EmbeddedPostgresOptions> = {}) {
  const error: unknown = await acquire(dataFolder, options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EmbeddedPostgresError);
  const { message } = error as EmbeddedPostgresError;
  expect(message).toMatch(/^[^\n]+; or set DATABASE_URL to a PostgreSQL of your own$/);
  return message;
}

test('data of another major version is left alone, and the operator reads what to do', async () => {
  const dataFolder = scratchDataFolder();
  const data = join(dataFolder, 'postgres', 'data');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'PG_VERSION'), '17\n');

  expect(await refusal(dataFolder)).toMatch(/made by PostgreSQL 17, .* brings 18: .*pg_dump/);
});

test('a data folder that is a file is named', async () => {
  const file = join(scratchFolder(), 'file');
  writeFileSync(file, '');

  expect(await refusal(file)).toContain(file);
});

test('a package without its binaries is named, with the command that brings them', async () => {
  const packageFolder = scratchFolder();

  expect(await refusal(scratchDataFolder(), { packageFolder })).toContain('run npm ci');
});

test('a platform that has no package is named', () => {
  expect(() => locatePackage('win32-x64')).toThrow(/win32-x64.*DATABASE_URL/);
});

test('binaries whose loader is missing, as on musl, are refused with the reason', async () => {
  const packageFolder = scratchFolder();
  const postgres = join(packageFolder, 'native/bin/postgres');
  mkdirSync(join(packageFolder, 'native/bin'), { recursive: true });
  writeFileSync(postgres, '#!/lib/ld-linux-absent.so.2\n');
  chmodSync(postgres, 0o755);
  cpSync(join(locatePackage(), 'package.json'), join(packageFolder, 'package.json'));

  expect(await refusal(scratchDataFolder(), { packageFolder })).toContain('needs glibc');
});

test('a server that will not start says why and where its log is', async () => {
  const settings = { fsync: 'off', max_connections: 'many' };

  expect(await refusal(scratchDataFolder(), { settings })).toMatch(/max_connections.*postgres\.log/);
});

test('data whose files are lost is not taken for an empty folder', async () => {
  const dataFolder = scratchDataFolder();
  mkdirSync(join(dataFolder, 'postgres', 'data'), { recursive: true });

  expect(await refusal(dataFolder)).toContain(dataFolder);
});
