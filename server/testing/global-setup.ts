import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { openScratchCluster } from '#tools/embedded-postgres/embedded-postgres.ts';
import { createScratchDatabase, dropScratchDatabase } from '#server/db/scratch-databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The tests' server, by its maintenance database; no test writes there. */
    postgresUrl: string;
    /** A migrated database that nobody connects to: each test file gets a copy. */
    templateDatabase: string;
  }
}

/**
 * Starts the tests' PostgreSQL, migrates one template, and returns what ends it all. TEST_DATABASE_URL names another
 * one, whose account must be allowed to create databases.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await openCluster();
  const template = `quantpulse_template_${randomBytes(6).toString('hex')}`;
  await makeTemplate(cluster.url, template).catch(async (error: unknown) => {
    await cluster.close();
    throw error;
  });
  project.provide('postgresUrl', cluster.url);
  project.provide('templateDatabase', template);
  return async () => {
    await dropScratchDatabase(cluster.url, template);
    await cluster.close();
  };
}

async function makeTemplate(server: string, template: string): Promise<void> {
  await migrateToLatest(await createScratchDatabase(server, template), () => undefined);
}

async function openCluster() {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, close: () => Promise.resolve() };
  return openScratchCluster(() => undefined);
}
