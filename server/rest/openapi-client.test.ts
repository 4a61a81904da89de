import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTS, { type OpenAPI3 } from 'openapi-typescript';
import { expect } from 'vitest';
import { rootFolder } from '#server/config.ts';
import { test as base } from '#server/testing/fixtures.ts';
import { openapiProgram } from '#server/testing/openapi-program.ts';
import { runQuietly } from '#tools/app/quiet-child.ts';

const compilerOptions = {
  strict: true,
  noEmit: true,
  module: 'nodenext',
  target: 'es2024',
  lib: ['esnext', 'dom'],
  types: ['node'],
  preserveSymlinks: true,
  skipLibCheck: true,
};
const packages = ['openapi-fetch', 'openapi-typescript-helpers', 'typescript', '@types/node', 'undici-types'];

const test = base.extend('project', async ({ server }, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), 'qp-openapi-'));
  onCleanup(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  for (const name of packages)
    symlinkSync(join(rootFolder, 'node_modules', name), join(folder, 'node_modules', name));
  const answer = await fetch(`${server.url}/api/openapi.json`);
  const document = (await answer.json()) as OpenAPI3;
  writeFileSync(join(folder, 'quantpulse-rest.d.ts'), await openapiTS(document));
  writeFileSync(join(folder, 'program.ts'), openapiProgram);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  return folder;
});

test(
  'a client made from the OpenAPI document compiles, and its program does what it was made for',
  {
    timeout: 60_000,
  },
  async ({ server, project }) => {
    const tsc = join(rootFolder, 'node_modules/typescript/bin/tsc');
    const { output: problems } = await runQuietly([tsc, '-p', project], { cwd: project });
    expect(problems).toBe('');
    const email = 'ann.openapi@example.org';
    const args = [join(project, 'program.ts'), server.url, email, 'a long enough passphrase 7'];
    const { output } = await runQuietly(args, { cwd: project });
    expect(JSON.parse(output)).toEqual(['REQUIRED', 401, 'Ann', email, true, 'Ann Lee', 'bearer', 204]);
  },
);
