import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Entry {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

const root = join(import.meta.dirname, '..', '..');
const lockFiles = ['package-lock.json', 'tools/node/package-lock.json'];
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const entriesOf = (path: string): Record<string, Entry> => JSON.parse(read(path)).packages;

test.each(lockFiles)('%s names no registry: it installs from whichever the machine has', (path) => {
  const resolved = Object.values(entriesOf(path)).map((entry) => entry.resolved);
  expect(resolved.filter((url) => url !== undefined && /^https?:/.test(url))).toEqual([]);
});

test.each(lockFiles)('%s holds every platform a machine may ask for', (path) => {
  const entries = entriesOf(path);
  const edges = Object.entries(entries).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ from, name })),
  );
  expect(edges.length).toBeGreaterThan(0);
  expect(edges.filter(({ from, name }) => !resolves(entries, from, name))).toEqual([]);
});

/** Floors of known weaknesses; the audit service is not reachable from every machine this is tested on. */
test.each([
  ['@trpc/server', [11, 8, 0]],
  ['kysely', [0, 28, 17]],
  ['jsonwebtoken', [9, 0, 0]],
  ['cookie', [0, 7, 0]],
  ['body-parser', [1, 20, 3]],
])('no copy of %s is older than %j', (name, floor) => {
  const copies = Object.entries(entriesOf('package-lock.json')).filter(([path]) =>
    path.endsWith(`node_modules/${name}`),
  );
  expect(copies.length).toBeGreaterThan(0);
  for (const [path, { version = '' }] of copies)
    expect(isAtLeast(version, floor), `${path} ${version}`).toBe(true);
});

/** As Node resolves: the nearest node_modules on the way up. */
function resolves(entries: Record<string, Entry>, from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (`${folder}${folder && '/'}node_modules/${name}` in entries) return true;
    if (folder === '') return false;
  }
}

function isAtLeast(version: string, floor: number[]): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  const at = floor.findIndex((part, index) => parts[index] !== part);
  return at === -1 || (parts[at] ?? 0) > (floor[at] ?? 0);
}
