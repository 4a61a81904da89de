import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rootFolder } from '#server/config.ts';
import { registerPerson } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const breached = 'seven herons left at dawn';
const folder = mkdtempSync(join(tmpdir(), 'breached-'));
let server: TestServer;

beforeAll(async () => {
  const corpus = join(folder, 'corpus.txt');
  const list = join(folder, 'breached.bin');
  writeFileSync(corpus, `${createHash('sha1').update(breached).digest('hex')}:7\n`);
  await promisify(execFile)(process.execPath, [
    join(rootFolder, 'scripts/breached-passwords.ts'),
    corpus,
    list,
  ]);
  server = await startTestServer({ environment: { BREACHED_PASSWORDS_FILE: list } });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a registration with a breached password is refused', async () => {
  const input = { email: 'herons@example.com', password: breached };
  const { error } = await server.newBrowser().mutate('auth.register', input);
  expect(error).toMatchObject({ code: 'PASSWORD_COMMON', fields: { password: 'PASSWORD_COMMON' } });
});

test('a password change to a breached password is refused', async () => {
  const { browser, password } = await registerPerson(server);
  const input = { currentPassword: password, newPassword: breached };
  const { error } = await browser.mutate('account.changePassword', input);
  expect(error).toMatchObject({ code: 'PASSWORD_COMMON', fields: { newPassword: 'PASSWORD_COMMON' } });
});

test('a server whose list of breached passwords cannot be read does not start, and names the setting', async () => {
  const environment = { BREACHED_PASSWORDS_FILE: join(folder, 'absent.bin') };
  await expect(startTestServer({ environment })).rejects.toThrow('BREACHED_PASSWORDS_FILE names a file');
});
