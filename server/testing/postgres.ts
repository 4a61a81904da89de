import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createScratchDatabase, dropScratchDatabase } from '#server/db/scratch-databases.ts';

interface TestDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** A migrated database of this test file's own: a copy of the template takes milliseconds. */
export function createTestDatabase(): Promise<TestDatabase> {
  return create({ template: inject('templateDatabase') });
}

/** A database without any table, for what migrates it itself; `options` are those of CREATE DATABASE. */
export function createEmptyDatabase(options?: string): Promise<TestDatabase> {
  return create(options === undefined ? {} : { options });
}

async function create(from: { template?: string; options?: string }): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `quantpulse_test_${randomBytes(6).toString('hex')}`;
  const url = await createScratchDatabase(server, name, from);
  return { url, drop: () => dropScratchDatabase(server, name) };
}
