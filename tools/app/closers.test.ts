import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClosers } from './closers.ts';

const write = process.stderr.write;
let complaints = '';
beforeEach(() => {
  complaints = '';
  process.stderr.write = (text) => Boolean((complaints += String(text)));
});
afterEach(() => {
  process.stderr.write = write;
});

test('what was opened last is closed first, and one that fails keeps none of the others open', async () => {
  const closed: string[] = [];
  const closers = createClosers();
  closers.add(() => void closed.push('lock'));
  closers.add(() => Promise.reject(new Error('pool is stuck\n    at somewhere')));
  closers.add(() => void closed.push('server'));
  await closers.closeAll();
  await closers.closeAll();
  expect(closed).toEqual(['server', 'lock']);
  expect(complaints).toBe('pool is stuck\n');
});
