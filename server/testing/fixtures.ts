import { test as base } from 'vitest';
import { registerPerson } from '#server/testing/people.ts';
import { startTestServer } from '#server/testing/test-server.ts';

/**
 * Tests of the whole server: `server` is one for the file, with a migrated database of its own and every limit off, and
 * `person` somebody new for each test, signed in in a browser of their own. Files that set limits start their own.
 */
export const test = base
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern which fixtures this one asks for
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startTestServer();
    onCleanup(() => server.close());
    return server;
  })
  .extend('person', ({ server }) => registerPerson(server));
