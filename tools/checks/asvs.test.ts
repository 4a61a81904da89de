import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(root, 'docs/asvs.md'), 'utf8');

/** How many requirements of level 1 and 2 each section of ASVS 5.0.0 has. Those of level 3 follow them. */
const sections: Record<string, number> = {
  '6.1': 3,
  '6.2': 12,
  '6.3': 4,
  '6.4': 4,
  '6.5': 5,
  '6.6': 3,
  '6.8': 4,
  '7.1': 3,
  '7.2': 4,
  '7.3': 2,
  '7.4': 5,
  '7.5': 2,
  '7.6': 2,
  '8.1': 2,
  '8.2': 3,
  '8.3': 1,
  '8.4': 1,
  '9.1': 3,
  '9.2': 4,
};
const numbers = Object.entries(sections).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
);

const rows = text
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [number = '', level = '', , state = '', evidence = ''] = line.split('|').slice(1, -1).map(trim);
    return { number, level, state, evidence, quoted: quotedTests(evidence) };
  });

function trim(cell: string): string {
  return cell.trim();
}

/** Finds each test in `path`: "a test", "another" with the file that is named before it. */
function quotedTests(evidence: string): { path: string; name: string }[] {
  return [...evidence.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`: ((?:"[^"]+"(?:, )?)+)/g)].flatMap(
    ([, path = '', names = '']) => [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ path, name })),
  );
}

test('docs/asvs.md has every requirement of level 1 and 2 once, in order', () => {
  expect(rows.map(({ number }) => number)).toEqual(numbers);
  expect(rows.filter(({ level }) => level !== '1' && level !== '2')).toEqual([]);
});

test.each(rows)(
  'requirement $number is met by a test or says why it is not',
  ({ state, evidence, quoted }) => {
    expect(['met', 'n/a', 'open']).toContain(state);
    expect(evidence).not.toBe('');
    expect(quoted.length > 0).toBe(state === 'met');
  },
);

test.each(rows.flatMap(({ quoted }) => quoted))(
  'docs/asvs.md quotes the test $name, which exists in $path',
  ({ path, name }) => {
    expect(existsSync(join(root, path))).toBe(true);
    const source = readFileSync(join(root, path), 'utf8').replaceAll("\\'", "'");
    expect(source.includes(name)).toBe(true);
  },
);
