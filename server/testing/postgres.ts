import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createScratchDatabase, dropScratchDatabase } from '#server/db/scratch-databases.ts';

interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A migrated database of this test file's own: a copy of the template takes milliseconds. */
export function createTestDatabase(): Promise<TestDatabase> {
  return create(inject('templateDatabase'));
}

/** A database without any table, for what migrates it itself. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return create();
}

async function create(template?: string): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `quantpulse_test_${randomBytes(6).toString('hex')}`;
  const url = await createScratchDatabase(server, name, template);
  return { url, drop: () => dropScratchDatabase(server, name) };
}
