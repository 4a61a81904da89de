import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { everydayJourneys, leftToAll } from './everyday.ts';

const root = join(import.meta.dirname, '..', '..');

test.each(leftToAll)('what is left out by %s is there', (pattern) => {
  const found = globSync(pattern, { cwd: root }).filter((path) => path.endsWith('.test.ts'));
  expect(found).not.toEqual([]);
});

test.each(Object.values(everydayJourneys).flat())('the everyday journeys of %s are there', (name) => {
  expect(globSync(`e2e/${name}`, { cwd: root })).toHaveLength(1);
});

test('CI leaves nothing out', () => {
  expect(readFileSync(join(root, '.ci/run'), 'utf8')).toMatch(/^exec npm test -- --all$/m);
});
