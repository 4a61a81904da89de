import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { imports, importsType, legal, violations } from './import-rules.samples.ts';

const root = join(import.meta.dirname, '..', '..');
const clientSeam = 'client/src/lib/trpc.ts';
const folder = mkdtempSync(join(tmpdir(), 'qp-import-rules-'));
let found: { filename: string; code: string; message: string; help?: string }[] = [];

beforeAll(() => {
  for (const name of [
    'oxlint.config.ts',
    'tools/checks/import-rules.ts',
    'tools/checks/layers.ts',
    'tools/checks/priced-digits.ts',
    'package.json',
  ])
    cpSync(join(root, name), join(folder, name));
  plant('tsconfig.json', '{ "compilerOptions": { "strict": true, "types": [] } }');
  for (const { file, source } of [...violations, ...legal]) plant(file, source);
  plant('server/cycle-b.ts', "import { a } from '#server/cycle-a.ts';\nexport const b = () => a;\n");
  plant(clientSeam, importsType('#server/router.ts') + imports('#server/main.ts'));
  const { stdout } = spawnSync(process.execPath, [oxlint, '--type-aware', '--format=json'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` },
  });
  found = JSON.parse(stdout).diagnostics;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(violations)('the linter refuses: $name', ({ file, code, says }) => {
  const here = found.filter(({ filename }) => filename === file);
  expect(
    here.map((problem) => `${problem.code} ${problem.help ?? ''} ${problem.message}`).join('\n'),
  ).toMatch(new RegExp(`${code}.*${says}`));
});

test.each(legal)('the linter lets pass: $name', ({ file }) => {
  expect(found.filter(({ filename }) => filename === file)).toEqual([]);
});

test('the one client file that sees the server gets its types and nothing that runs', () => {
  const refused = found.filter(({ filename }) => filename === clientSeam);
  expect(refused.map(({ message }) => message)).toEqual([expect.stringContaining('#server/main.ts')]);
});

const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');

function plant(file: string, source: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, source);
}
