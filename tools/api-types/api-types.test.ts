import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiDeclaration } from './api-declaration.ts';
import { clientTypes, forPages } from './api-files.ts';
import { runQuietly } from '#tools/app/quiet-child.ts';
import { callerSource, sameTypesSource } from './api-types.samples.ts';

const root = join(import.meta.dirname, '..', '..');
const tsc = join(root, 'node_modules/typescript/bin/tsc');

/** A project outside this repository, with three packages and the one file, which is checked too. */
let elsewhere: string;
let declaration: string;
beforeAll(async () => {
  declaration = await apiDeclaration();
  elsewhere = mkdtempSync(join(tmpdir(), 'qp-types-'));
  mkdirSync(join(elsewhere, 'node_modules/@trpc'), { recursive: true });
  for (const name of ['@trpc/client', '@trpc/server', 'typescript'])
    symlinkSync(join(root, 'node_modules', name), join(elsewhere, 'node_modules', name));
  writeFileSync(join(elsewhere, 'quantpulse-api.d.ts'), declaration);
});
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

async function compile(folder: string, source: string): Promise<string> {
  writeFileSync(join(folder, 'caller.ts'), source);
  const { output } = await runQuietly([tsc, '-p', folder], { cwd: folder });
  return output;
}

function configure(folder: string, options: object): void {
  const compilerOptions = { strict: true, noEmit: true, exactOptionalPropertyTypes: true, ...options };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
}

describe('the API in one file', { timeout: 60_000 }, () => {
  test("the client's API types are those of the router; if not, run npm run check", () => {
    expect(readFileSync(clientTypes, 'utf8').replaceAll('\r\n', '\n')).toBe(forPages(declaration));
  });

  test('the API types import nothing of this project but themselves', () => {
    const imports = [...declaration.matchAll(/from '([^']+)'/g)].map(([, name]) => name);
    expect(imports).toContain('@trpc/server');
    expect(
      imports.filter((name) => !/^@trpc\/server(\/|$)|^\.\/quantpulse-api\.js$/.test(name ?? '')),
    ).toEqual([]);
  });

  test('a project with @trpc/client, @trpc/server and TypeScript alone can call every procedure by its types', async () => {
    const options = { module: 'nodenext', target: 'es2024', lib: ['esnext', 'dom'], types: [] };
    configure(elsewhere, { ...options, skipLibCheck: false, preserveSymlinks: true });
    expect(await compile(elsewhere, callerSource)).toBe('');
  });

  test('the API types have the inputs, outputs and errors of the router', async () => {
    const folder = join(root, 'build/same-types');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'quantpulse-api.d.ts'), forPages(declaration));
    const options = {
      module: 'nodenext',
      target: 'es2024',
      lib: ['es2024'],
      types: ['node'],
      skipLibCheck: true,
    };
    configure(folder, { ...options, allowImportingTsExtensions: true, resolveJsonModule: true });
    expect(await compile(folder, sameTypesSource)).toBe('');
  });
});
