import { expect, test } from 'vitest';
import { inSlices } from '#server/money/transactions/slices.rules.ts';

test('others have their turn while many items are gone through, in their order', async () => {
  const [done, seen]: [number[], number[]] = [[], []];
  const look = () => {
    seen.push(done.length);
    if (done.length < 2000) setImmediate(look);
  };
  setImmediate(look);
  const items = Array.from({ length: 2000 }, (_, n) => n);
  await inSlices(items, (item) => done.push(item));
  expect(done).toEqual(items);
  expect(seen.filter((count) => count < 2000).length).toBeGreaterThan(1);
});

test('what one item throws ends it', async () => {
  const act = () => {
    throw new Error('refused');
  };
  await expect(inSlices([1], act)).rejects.toThrow('refused');
});
