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
import { afterAll, expect, test, vi } from 'vitest';
import { resolveConfig } from 'vite';
import { rootFolder, secretNames } from '#server/config.ts';
import { buildClient } from './client-build.ts';
import { buildEnvironment, withoutServerSecrets } from '#tools/launcher/child-process.mjs';

const folder = mkdtempSync(join(tmpdir(), 'qp build-'));
const said: string[] = [];
const build = (signal?: AbortSignal) =>
  buildClient({ root: folder, say: (line) => said.push(line), ...(signal && { signal }) });
const page = () => readFileSync(join(folder, 'client', 'dist', 'index.html'), 'utf8');
const plantPage = (html: string) => writeFileSync(join(folder, 'client', 'index.html'), html);
const drafts = () => readdirSync(join(folder, 'build'));

for (const name of ['client', 'shared']) mkdirSync(join(folder, name));
symlinkSync(join(rootFolder, 'node_modules'), join(folder, 'node_modules'));
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

const secrets = [...secretNames, ...secretNames.map((name) => `${name}_FILE`)];

function plantSecrets(): void {
  for (const name of [...secrets, 'AWS_SECRET_ACCESS_KEY'])
    for (const planted of [name, `VITE_${name}`]) vi.stubEnv(planted, 'planted-and-secret');
}

test('a build inherits no secret and puts none into the pages, whatever its name', async () => {
  plantSecrets();
  writeFileSync(
    join(folder, 'vite.config.ts'),
    "import { writeFileSync } from 'node:fs';\nwriteFileSync('seen', JSON.stringify(process.env));\n" +
      "export default { root: 'client' };\n",
  );
  writeFileSync(join(folder, 'client', 'main.ts'), 'document.title = JSON.stringify(import.meta.env);');
  plantPage('<script type="module" src="/main.ts"></script>');
  await build();
  const dist = join(folder, 'client', 'dist');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
  expect(texts.join()).toContain('document.title');
  expect([...texts, readFileSync(join(folder, 'seen'), 'utf8')].join()).not.toContain('planted-and-secret');
});

test('our own build knows no variable of the environment', async () => {
  plantSecrets();
  const { env } = await resolveConfig({ configFile: join(rootFolder, 'vite.config.ts') }, 'build');
  expect(Object.keys(env).toSorted()).toEqual(['BASE_URL', 'DEV', 'MODE', 'PROD']);
});

test('npm inherits no secret of the server, and keeps what it signs in with', () => {
  const ofRegistry = { NPM_TOKEN: 'a', npm_config_cache: 'b', COMPANY_TOKEN: 'c', PATH: 'd' };
  const given = { ...ofRegistry, ...Object.fromEntries(secrets.map((name) => [name, 'planted'])) };
  expect(withoutServerSecrets(given)).toEqual(ofRegistry);
  expect(buildEnvironment(given)).toEqual({ PATH: 'd' });
});
