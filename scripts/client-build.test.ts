import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildClient } from './client-build.ts';

const folder = mkdtempSync(join(tmpdir(), 'qp build-'));
const said: string[] = [];
const build = (signal?: AbortSignal) =>
  buildClient({ root: folder, say: (line) => said.push(line), ...(signal && { signal }) });
const page = () => readFileSync(join(folder, 'client', 'dist', 'index.html'), 'utf8');
const plantPage = (html: string) => writeFileSync(join(folder, 'client', 'index.html'), html);
const drafts = () => readdirSync(join(folder, 'build'));

for (const name of ['client', 'shared']) mkdirSync(join(folder, name));
symlinkSync(join(import.meta.dirname, '..', 'node_modules'), join(folder, 'node_modules'));
for (const name of ['package-lock.json', 'tsconfig.json']) writeFileSync(join(folder, name), '{}');
writeFileSync(join(folder, 'vite.config.ts'), "export default { root: 'client' };\n");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a build that is stopped leaves no pages and no draft', async () => {
  plantPage('<p>one</p>');
  await expect(build(AbortSignal.abort())).rejects.toThrow(/abort/i);
  expect(existsSync(join(folder, 'client', 'dist'))).toBe(false);
  expect(drafts()).toEqual([]);
});

test('the first start builds, the second finds the pages fresh', async () => {
  await build();
  expect(page()).toContain('one');
  said.length = 0;
  await build();
  expect(said).toEqual([]);
});

test('a build that fails names the reason and leaves the last good pages', async () => {
  plantPage('<script type="module" src="/missing.ts"></script>');
  await expect(build()).rejects.toThrow(/could not be built: .*missing\.ts/);
  expect(page()).toContain('one');
  expect(drafts()).toEqual([]);
});

test('changed sources change the pages', async () => {
  plantPage('<p>two</p>');
  await build();
  expect(page()).toContain('two');
});
