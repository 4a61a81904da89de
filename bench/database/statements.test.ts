import { expect, test } from 'vitest';
import { registerPerson } from '#server/testing/people.ts';
import { startTestServer } from '#server/testing/test-server.ts';
import { collectStatements } from './statements.ts';

test('every method of every repository has an example in statement-examples.ts, and it runs', async () => {
  const server = await startTestServer();
  try {
    await registerPerson(server);
    const { withoutExample } = await collectStatements(server.databaseUrl);
    expect(withoutExample).toEqual([]);
  } finally {
    await server.close();
  }
});
