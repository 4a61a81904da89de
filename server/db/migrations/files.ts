import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Migration } from 'kysely/migration';
import { rootFolder } from '#server/root-folder.ts';

/** A migration of this build; `name` is the file's name without its ending. */
export interface ShippedMigration {
  readonly name: string;
  readonly sha256: string;
  readonly path: string;
}

/** The folder of the product's migrations. */
export const migrationsFolder = join(rootFolder, 'migrations');

const migrationFile = /^\d{4}-[a-z0-9-]+\.ts$/;

/** The migrations of a folder in the order they run. */
export async function readShippedMigrations(folder = migrationsFolder): Promise<ShippedMigration[]> {
  const files = (await readdir(folder)).filter((file) => migrationFile.test(file)).toSorted();
  return Promise.all(files.map((file) => readMigration(join(folder, file), file)));
}

async function readMigration(path: string, file: string): Promise<ShippedMigration> {
  return { name: file.slice(0, -'.ts'.length), sha256: hashOf(await readFile(path, 'utf8')), path };
}

/** A checkout may write CRLF where the author wrote LF: that is not an edit. */
function hashOf(source: string): string {
  return createHash('sha256').update(source.replaceAll('\r\n', '\n')).digest('hex');
}

/** The module of a migration; an error names what it lacks. */
export async function loadMigration({ path }: ShippedMigration): Promise<Required<Migration>> {
  const module = (await import(pathToFileURL(path).href)) as Partial<Migration>;
  if (!module.up || !module.down) throw new Error('the file must export `up` and `down`');
  return { up: module.up, down: module.down };
}

/** A migration fails or does not fit the schema: one line that names the migration. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** The first line of whatever was thrown; PostgreSQL's messages may have more. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message || codeOf(error) : String(error);
  return message.split('\n', 1)[0] ?? '';
}

/** Refused connections to a name with several addresses have a code and no message. */
function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
