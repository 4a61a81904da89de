import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runQuietly } from '#tools/app/quiet-child.ts';

/** What the papers tell a newcomer to write, written into a copy of the sources: it must fit, and compile. */
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'qp-worked-example-'));
const read = (name: string) => readFileSync(join(root, name), 'utf8');

/** A paragraph that names a file, then the block that goes into it. */
const step = /^\S.*`([\w./-]+)`[^`\n]*(?:`[^`\n]*`[^`\n]*)*\n\n```(diff|ts)\n([\s\S]*?)\n```$/gm;
const steps = [...read('CONTRIBUTING.md').matchAll(step)].map(([text, , kind = '', block = '']) => ({
  file: /`([\w-]+\/[\w./-]+)`/.exec(text)?.[1] ?? '',
  kind,
  block,
}));
const changes = steps.filter(({ kind }) => kind === 'diff');

beforeAll(() => {
  for (const path of [
    'server',
    'shared',
    'client/src',
    'client/tsconfig.json',
    'tsconfig.json',
    'package.json',
  ])
    cpSync(join(root, path), join(folder, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the example is a schema, a repository, a service, a router, a component, two texts and a test', () => {
  expect(changes).toHaveLength(7);
  expect(steps.filter(({ kind, file }) => kind === 'ts' && file.endsWith('.test.ts'))).toHaveLength(1);
});

test.each(changes)('a newcomer finds the place in $file', ({ file, block }) => {
  const text = hunksOf(block).reduce(applied, `\n${read(file)}`);
  writeFileSync(join(folder, file), text.slice(1));
});

test('what a newcomer has then, and what the README shows, compiles', { timeout: 60_000 }, async () => {
  for (const { file, kind, block } of steps) if (kind === 'ts') plant(file, block);
  const [, readme = ''] = /```tsx\n([\s\S]*?)\n```/.exec(read('README.md')) ?? [];
  plant('client/src/readme-example.tsx', readme);
  plant('tsconfig.example.json', JSON.stringify(typesOfExample));
  const { exitCode, output } = await runQuietly([tsc, '-p', 'tsconfig.example.json'], { cwd: folder });
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: '' });
});

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const typesOfExample = {
  extends: './client/tsconfig.json',
  compilerOptions: { types: ['node', 'vite/client'] },
  include: ['client/src', 'server/identity/users', 'server/testing'],
};

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
