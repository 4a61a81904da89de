import { expect, test, vi } from 'vitest';
import { createDatabase } from '#server/db/database.ts';
import { complain } from './terminal.ts';

function lineOf(error: unknown): string {
  const written: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  complain(error);
  spy.mockRestore();
  return written.join('');
}

test('an operator whose database is away reads the name of the setting, and nothing that is in it', async () => {
  const db = createDatabase('postgresql://ada:wind-mill@127.0.0.1:1/ledger');
  const error: unknown = await db
    .connection()
    .execute(() => Promise.resolve())
    .catch((thrown: unknown) => thrown);
  await db.destroy();
  expect(lineOf(error)).toMatch(
    /^The database cannot be reached \(.*ECONNREFUSED.*\); is DATABASE_URL right\?\n$/,
  );
  expect(lineOf(error)).not.toContain('wind-mill');
});

test('any other failure is its first line, without a stack', () => {
  expect(lineOf(new AggregateError([new Error('the first\nand more')]))).toBe('the first\n');
});
