import { expect, test } from 'vitest';
import { startTestServer } from '#server/testing/test-server.ts';
import { layDatabaseCable } from '#server/testing/database-cable.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

const shortLine = 400;

const errorLines = (lines: readonly string[]) =>
  lines.filter((line) => line.includes('"level":50') && line.includes('SERVICE_UNAVAILABLE'));

test('three hundred calls that fail for a lost database are logged in short lines and a count', async () => {
  const database = await createTestDatabase();
  const cable = await layDatabaseCable(database.url);
  const server = await startTestServer({ databaseUrl: cable.url });
  await cable.pull();
  const calls = Array.from({ length: 300 }, () =>
    server.newBrowser().mutate('auth.login', { identifier: 'a@example.org', password: 'x' }),
  );
  const answers = await Promise.all(calls);
  expect(answers.filter(({ status }) => status !== 503)).toEqual([]);
  const counted = () =>
    errorLines(server.logLines).reduce(
      (sum, line) => sum + ((JSON.parse(line) as { leftOut?: number }).leftOut ?? 1),
      0,
    );
  await expect.poll(counted, { timeout: 5000 }).toBe(300);
  expect(errorLines(server.logLines).length).toBeLessThan(20);
  for (const line of errorLines(server.logLines)) {
    expect(line.length).toBeLessThan(shortLine);
    expect(line).not.toContain('"stack"');
  }
  await server.close();
  await database.drop();
}, 40_000);

test('the log says why the database is not ready, and the answer does not', async () => {
  const server = await startTestServer({ databaseUrl: 'postgresql://me:planted@127.0.0.1:1/absent' });
  const { body } = await server.newBrowser().send('/readyz');
  expect(JSON.parse(body)).toEqual({ status: 'unavailable', reason: 'the database is unreachable' });
  const lines = server.logLines.filter((line) => line.includes('not ready'));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    code: 'ECONNREFUSED',
    message: 'connect ECONNREFUSED 127.0.0.1:1',
  });
  expect(server.logLines.join()).not.toContain('planted');
  await server.close();
});
