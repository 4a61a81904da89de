import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { runQuietly } from '#tools/app/quiet-child.ts';
import { makeClientPackage } from '#tools/client-package/make-package.ts';

const test = withServer();
const root = join(import.meta.dirname, '..', '..', '..');
const tsc = join(root, 'node_modules/typescript/bin/tsc');

/** A project that has the package, tRPC and TypeScript, and nothing of this repository. */
let elsewhere: string;
beforeAll(async () => {
  elsewhere = mkdtempSync(join(tmpdir(), 'qp-client-'));
  const packages = join(elsewhere, 'node_modules');
  mkdirSync(join(packages, '@trpc'), { recursive: true });
  for (const name of ['@trpc/client', '@trpc/server'])
    symlinkSync(join(root, 'node_modules', name), join(packages, name));
  const made = join(elsewhere, 'made');
  await makeClientPackage(made);
  cpSync(made, join(packages, 'quantpulse-client'), { recursive: true });
  const compilerOptions = {
    strict: true,
    noEmit: true,
    module: 'nodenext',
    target: 'es2024',
    lib: ['esnext', 'dom'],
    types: [],
    preserveSymlinks: true,
  };
  writeFileSync(join(elsewhere, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(elsewhere, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
}, 60_000);
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

async function compile(source: string): Promise<string> {
  writeFileSync(join(elsewhere, 'program.ts'), source);
  return (await runQuietly([tsc, '-p', elsewhere], { cwd: elsewhere })).output;
}

const head = `import { createQuantPulse, isRefusal } from 'quantpulse-client';
declare const process: { argv: string[] };
declare const console: { log(text: string): void };
const [url = '', email = ''] = process.argv.slice(2);
const password = 'seven lanterns over the quiet river';
`;
const program = `${head}
let kept: { accessToken: string; refreshToken: string } | null = null;
let writes = 0;
const store = { read: () => kept, write: (tokens: typeof kept) => ((kept = tokens), void (writes += 1)) };
const api = createQuantPulse({ url, store });
await api.tokens.register.mutate({ email, password });
await api.tokens.issue.mutate({ identifier: email, password });
kept = { ...kept!, accessToken: 'run out' };
writes = 0;
const users = await Promise.all(Array.from({ length: 10 }, () => api.users.me.query()));
const alone = await Promise.all([api.sessions.revokeOthers.mutate(), api.sessions.revokeOthers.mutate()]);
const refused = await api.tokens.issue
  .mutate({ identifier: email, password: 'wrong' })
  .catch((error: unknown) => (isRefusal(error, 'tokens.issue') ? error.data.app.code : 'not a refusal'));
console.log(JSON.stringify([new Set(users.map((user) => user.email)).size, writes, alone.length, refused]));
`;

test('a program elsewhere registers, signs in, and renews a spent token once for ten calls of one tick', async ({
  server,
}) => {
  expect(await compile(program)).toBe('');
  const file = join(elsewhere, 'program.ts');
  const email = `program-${process.pid}@example.com`;
  const { output } = await runQuietly(['--preserve-symlinks', file, server.url, email], { cwd: elsewhere });
  expect(JSON.parse(output)).toEqual([1, 1, 2, 'INVALID_CREDENTIALS']);
});

test('a program elsewhere cannot compare with a code that its call is never refused with', async () => {
  const wrong = `${head}
createQuantPulse({ url }).auth.login.mutate({ identifier: email, password }).catch((error: unknown) => {
  if (isRefusal(error, 'auth.login') && error.data.app.code === 'EMAIL_TAKEN') console.log('never');
});
`;
  expect(await compile(wrong)).toMatch(/TS2367/);
});
