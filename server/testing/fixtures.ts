import { test as base } from 'vitest';
import { createDatabase } from '#server/db/database.ts';
import { registerPerson } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

type Settings = NonNullable<Parameters<typeof startTestServer>[0]>;

/** A fixture for the whole file: another server on the database of `server`, with settings of its own. */
export function replicaWith(settings: Settings) {
  return async (
    { server }: { server: TestServer },
    { onCleanup }: { onCleanup: (cleanup: () => Promise<void>) => void },
  ): Promise<TestServer> => {
    const replica = await startTestServer({ ...settings, replicaOf: server });
    onCleanup(() => replica.close());
    return replica;
  };
}

/**
 * Tests of the whole server. The file has one `server`, with these settings and a migrated database of its own.
 * `replica` is another server on that database. `locker` is a pool whose locks the servers have to wait for. `person`
 * is somebody new for each test, signed in in a browser of their own. What no test asks for is not started.
 */
export function withServer(settings: Settings = {}) {
  return (
    base
      // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern which fixtures this one asks for
      .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
        const server = await startTestServer(settings);
        onCleanup(() => server.close());
        return server;
      })
      .extend('replica', { scope: 'file' }, replicaWith(settings))
      .extend('locker', { scope: 'file' }, ({ server }, { onCleanup }) => {
        const locker = createDatabase(server.databaseUrl);
        onCleanup(() => locker.destroy());
        return locker;
      })
      .extend('person', ({ server }) => registerPerson(server))
  );
}

/** With every limit off. */
export const test = withServer();
