import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

/** What the linter cannot express: names, sizes and imports it does not look at. */
const root = join(import.meta.dirname, '..', '..');
const generated = ['server/db/schema.ts', 'client/src/lib/quantpulse-api.d.ts'];
const folders = [
  'server',
  'shared',
  'client/src',
  'client/vite',
  'migrations',
  'scripts',
  'tools',
  'bench',
  'e2e',
];

const code = folders
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter(
    (path) => /\.(ts|tsx|mjs)$/.test(path) && !path.startsWith('tools/node/') && !generated.includes(path),
  );
const sources = code.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const lineCount = (text: string) => text.split('\n').length - 1;

test('the rules look at the whole project', () => {
  expect(code).toEqual(
    expect.arrayContaining(['server/main.ts', 'shared/errors.ts', 'tools/launcher/run.mjs']),
  );
});

test('a file is named after what it holds', () => {
  expect(code.filter((path) => /^(utils?|helpers?|index)\.(ts|tsx|mjs)$/.test(basename(path)))).toEqual([]);
});

test('file names are kebab-case', () => {
  expect(code.filter((path) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.(ts|tsx|mjs)$/.test(basename(path)))).toEqual(
    [],
  );
});

test('a reader meets no file over 250 lines', () => {
  expect(sources.filter(({ text }) => lineCount(text) > 250).map(({ path }) => path)).toEqual([]);
});

test('every form is sent as its fields stand, whether or not an event told of them', () => {
  const pages = sources.filter(({ path }) => path.startsWith('client/src/'));
  const own = pages.filter(({ text }) => /\.handleSubmit\(/.test(text)).map(({ path }) => path);
  expect(own).toEqual(['client/src/forms/send-form.ts']);
});

test('what a browser may deny by throwing is asked by unlessDenied', () => {
  const deniable =
    /\b(?:localStorage|sessionStorage|indexedDB|BroadcastChannel\(|matchMedia\(|document\.cookie|navigator\.locks)/;
  const pages = sources.filter(({ path }) => path.startsWith('client/src/') && !/\.test\./.test(path));
  const bare = pages.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => deniable.test(line) && !line.includes('unlessDenied('))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(bare).toEqual([]);
});

test('the layers have no back door: shared code, routers, services and repositories import nothing at run time', () => {
  const layered = /^shared\/|\.(router|service|repository|rules|presenter)\.ts$/;
  const dynamic = sources.filter(
    ({ path, text }) => layered.test(path) && /\b(import|require)\s*\(/.test(text),
  );
  expect(dynamic.map(({ path }) => path)).toEqual([]);
});

test('the client reaches the server by no lazy import', () => {
  const lazy = sources.filter(
    ({ path, text }) =>
      path.startsWith('client/') && /\bimport\s*\(\s*['"](#server|#migrations)\//.test(text),
  );
  expect(lazy.map(({ path }) => path)).toEqual([]);
});
