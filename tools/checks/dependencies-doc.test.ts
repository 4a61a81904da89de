import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Rows of `| names | reason |`; a row may name several packages that go together. */
const rows = [...read('docs/dependencies.md').matchAll(/^\| (`.+`) +\| (.+?) +\|$/gm)].map(
  ([, names = '', reason = '']) => ({
    names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    reason,
  }),
);

test('a reader finds every dependency in docs/dependencies.md once, and none that is gone', () => {
  const { dependencies, optionalDependencies, devDependencies } = JSON.parse(read('package.json'));
  const inUse = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies });
  expect(rows.flatMap(({ names }) => names).toSorted()).toEqual(inUse.toSorted());
});

test('every reason is one sentence', () => {
  const others = rows.filter(({ reason }) => !/^(?!.*[.!?] ).+\.$/.test(reason));
  expect(others.map(({ reason }) => reason)).toEqual([]);
});
