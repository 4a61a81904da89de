import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { rootFolder } from '#server/config.ts';
import { createReadingThreads } from '#server/money/readings/reading-threads.service.ts';
import { test } from '#server/testing/fixtures.ts';
import { buyOf, openAccount, record } from '#server/testing/ledgers.ts';
import { readDay } from '#shared/money/days.ts';

function threadsOf(databaseUrl: string, filename?: string) {
  const threads = createReadingThreads(
    { databaseUrl, databasePooler: 'none' },
    { ...(filename !== undefined && { filename }) },
  );
  onTestFinished(() => threads.close());
  return threads;
}

const mortal = join(rootFolder, 'server/testing/mortal-worker.ts');
const ask = { userId: 'somebody', today: 0, input: {} };

test('a thread that dies refuses its work as unavailable, and another takes its place', async () => {
  const threads = threadsOf('', mortal);
  for (const name of ['die', 'fail', 'die'])
    await expect(threads.tellLong(name, ask)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      params: { retryAfterSeconds: 2 },
    });
  expect(await threads.tellLong('works', ask)).toEqual({ revisions: '1/1', text: '"works"' });
});

test('readings that still wait when the threads end are refused', async () => {
  const threads = threadsOf('', mortal);
  const waiting = Promise.allSettled(['a', 'b', 'c'].map((name) => threads.tellLong(name, ask)));
  await threads.close();
  const refused = { status: 'rejected', reason: expect.objectContaining({ code: 'SERVICE_UNAVAILABLE' }) };
  expect(await waiting).toEqual([refused, refused, refused]);
  await expect(threads.tellLong('late', ask)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
});

test('a thread tells what the server tells, and refuses as it does', async ({ server, person }) => {
  const { portfolioId, instrumentId } = await openAccount(server, person);
  await record(person, portfolioId, buyOf(instrumentId));
  const threads = threadsOf(server.databaseUrl);
  const today = readDay('2024-03-01') ?? 0;
  const range = { from: '2024-01-01', to: '2024-03-01' };
  const asked = (input: object) => ({ userId: person.id, today, input: { portfolioId, ...input } });
  for (const [name, input] of [
    ['performance.get', range],
    ['positions.list', { date: '2024-01-20' }],
    ['lots.list', { instrumentId, date: '2024-01-20' }],
  ] as const) {
    const { data } = await person.browser.query(name, { portfolioId, ...input });
    const { text } = await threads.tellLong(name, asked(input));
    expect(JSON.parse(text)).toEqual(data);
  }
  const lost = { ...asked(range), userId: '00000000-0000-4000-8000-000000000000' };
  await expect(threads.tellLong('performance.get', lost)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a range of more than twenty thousand days is told', async ({ server, person }) => {
  const { portfolioId, instrumentId } = await openAccount(server, person);
  await record(person, portfolioId, buyOf(instrumentId));
  const input = { portfolioId, from: '0000-01-01', to: '2999-01-01' };
  const { status, data } = await person.browser.query('performance.get', input);
  expect({ status, closing: data.closing }).toEqual({ status: 200, closing: '0' });
  expect(data.series.length).toBeLessThanOrEqual(1100);
});
