import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAuthSecrets } from '#server/config/auth-secrets.ts';
import { closeSecretFile, makeDataFolder } from './data-folder.ts';

const isRoot = process.getuid?.() === 0;
const closed = isRoot ? 0o711 : 0o700;

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'quantpulse-data-'));
  folder = join(parent, '.data');
});
afterEach(() => rmSync(parent, { recursive: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;
const readSecret = () => readAuthSecrets({ NODE_ENV: 'development' }, folder).current;

test('the data folder is readable by its owner alone, also when a secret is its first file', () => {
  readSecret();
  expect(modeOf(folder)).toBe(closed);
  expect(modeOf(join(folder, 'auth-secret'))).toBe(0o600);
});

test.each([0o755, 0o777, 0o750])('an older data folder of mode %o is closed to others', (mode) => {
  mkdirSync(folder);
  chmodSync(folder, mode);
  makeDataFolder(folder);
  expect(modeOf(folder)).toBe(mode & closed);
});

test('a data folder that is closed further stays as it is', () => {
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  makeDataFolder(folder);
  expect(modeOf(folder)).toBe(0o500);
});

test('a secret that was copied back readable by others is closed and keeps its content', () => {
  const secret = readSecret();
  const file = join(folder, 'auth-secret');
  chmodSync(file, 0o644);
  expect(readSecret()).toBe(secret);
  expect(modeOf(file)).toBe(0o600);
});

test.runIf(isRoot)('root closes a secret of another user, who keeps owning it', () => {
  const file = join(parent, 'of-another');
  writeFileSync(file, 'x', { mode: 0o644 });
  chownSync(file, 12_345, 12_345);
  closeSecretFile(file);
  expect([modeOf(file), statSync(file).uid]).toEqual([0o600, 12_345]);
});
