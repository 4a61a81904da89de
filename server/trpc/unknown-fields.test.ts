import { afterAll, beforeAll, expect, test } from 'vitest';
import { appRouter } from '#server/router.ts';
import { registerPerson } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';
import { proceduresOf } from '#server/trpc/procedure-list.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test.each(proceduresOf(appRouter))('$path refuses a field it does not know', async ({ path, type }) => {
  const { browser } = await registerPerson(server);
  const input = { surprise: 1 };
  const answer = type === 'query' ? await browser.query(path, input) : await browser.mutate(path, input);
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { surprise: 'UNKNOWN_FIELD' } });
});
