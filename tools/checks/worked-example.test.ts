import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runQuietly } from '#tools/app/quiet-child.ts';

/** What the papers tell a newcomer to write, written into a copy of the working tree: `npm test` must stay green. */
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'qp-worked-example-'));
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const bin = (...path: string[]) => join(root, 'node_modules', ...path);

/** The guide's number is that of the day it was written. */
const nextMigration = `migrations/${String(readdirSync(join(root, 'migrations')).length + 1).padStart(4, '0')}`;

/** A paragraph that names a file, then the block that goes into it. */
const step = /^\S.*`([\w./-]+)`[^`\n]*(?:`[^`\n]*`[^`\n]*)*\n\n```(diff|tsx?)\n([\s\S]*?)\n```$/gm;
const steps = [...read('CONTRIBUTING.md').matchAll(step)].map(([text, , kind = '', block = '']) => ({
  file: (/`([\w-]+\/[\w./-]+)`/.exec(text)?.[1] ?? '').replace(/^migrations\/\d+/, nextMigration),
  kind,
  block,
}));
const changes = steps.filter(({ kind }) => kind === 'diff');
const newFiles = steps.filter(({ kind }) => kind !== 'diff');
const ownTests = newFiles.map(({ file }) => file).filter((file) => file.endsWith('.test.ts'));

/**
 * The quick tests of those that look at every procedure, statement and text. They fail for a step that was left out.
 */
const tellingTests = [
  'bench/database/statements.test.ts',
  'client/src/i18n',
  'server/trpc/calls.test.ts',
  'tools/checks/docs-policy.test.ts',
];
/** Two compilers and a database, on a machine that runs other tests as well. */
const timeout = 180_000;

/** Neither made by a command nor kept from one; the packages are linked to. */
const left = ['.git', '.data', 'build', 'coverage', 'dist', 'node_modules', 'test-results'];
const compiled = 'build/tsc-cache';
beforeAll(() => {
  for (const name of readdirSync(root).filter((entry) => !left.includes(entry)))
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !/\/(?:node_modules|client\/dist)$/.test(path),
    });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  // What `npm run check` has compiled, where it has: the compiler goes by each file's content.
  if (existsSync(join(root, compiled)))
    cpSync(join(root, compiled), join(folder, compiled), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function expectSuccess(args: string[], signal: AbortSignal): Promise<void> {
  const { exitCode, output } = await runQuietly(args, { cwd: folder, signal });
  expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
}

test('the examples are two, each with a test of its own, and the first takes five source files', () => {
  expect(ownTests).toHaveLength(2);
  const first = steps.slice(
    0,
    steps.findIndex(({ kind }) => kind === 'ts'),
  );
  const isSource = ({ file }: { file: string }) => !/^(?:bench|client\/src\/i18n)\//.test(file);
  expect(first.filter(isSource)).toHaveLength(5);
});

test.each(changes)('a newcomer finds the place in $file', ({ file, block }) => {
  const path = join(folder, file);
  const text = hunksOf(block).reduce(applied, `\n${readFileSync(path, 'utf8')}`);
  writeFileSync(path, text.slice(1));
});

test('what a newcomer has then, and what the README shows, compiles', { timeout }, async ({ signal }) => {
  for (const { file, block } of newFiles) plant(file, `${block}\n`);
  const [, readme = ''] = /```tsx\n([\s\S]*?)\n```/.exec(read('README.md')) ?? [];
  plant('client/src/readme-example.tsx', readme);
  plant('client/src/node-globals.test.ts', nodeGlobals);
  await expectSuccess(['scripts/types.ts'], signal);
  // Packages by their path in the copy: what was compiled before names them so.
  const compiler = [bin('typescript', 'bin', 'tsc'), '--preserveSymlinks', '-p'];
  await expectSuccess([...compiler, 'tsconfig.json'], signal);
  await expectSuccess([...compiler, 'client/tsconfig.json'], signal);
});

test('what a newcomer has then is formatted and passes its tests', { timeout }, async ({ signal }) => {
  const formatted = steps.map(({ file }) => file);
  await expectSuccess(['scripts/docs-policy.ts'], signal);
  await expectSuccess([bin('oxfmt', 'bin', 'oxfmt'), '--check', ...formatted], signal);
  await expectSuccess([bin('vitest', 'vitest.mjs'), 'run', ...ownTests, ...tellingTests], signal);
});

/** A page has none of these, and its tests are compiled as it is. */
const nodeGlobals = [
  'Buffer.from("")',
  'process.env',
  'setImmediate(() => 1)',
  'require("fs")',
  'global',
  '__dirname',
]
  .map(
    (use) =>
      `// @ts-expect-error -- Node's alone\nexport const ${use.replaceAll(/\W/g, '')}Use = () => ${use};\n`,
  )
  .join('');

function plant(file: string, text: string): void {
  expect(existsSync(join(folder, file)), `${file} is new`).toBe(false);
  expect(text).not.toBe('');
  writeFileSync(join(folder, file), text);
}

function hunksOf(block: string) {
  return block.split('\n@@\n').map((hunk) => {
    const lines = hunk.split('\n');
    const without = (sign: string) =>
      lines.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1));
    return { before: without('+').join('\n'), after: without('-').join('\n') };
  });
}

function applied(text: string, { before, after }: { before: string; after: string }): string {
  expect(text.split(`\n${before}\n`), `once in the file:\n${before}\n`).toHaveLength(2);
  return text.replace(`\n${before}\n`, () => `\n${after}\n`);
}
