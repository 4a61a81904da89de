import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeSecrets } from './make-secrets.ts';

const own = process.getgid?.() ?? 0;
const account = { POSTGRES_USER: 'quantpulse', POSTGRES_DB: 'quantpulse' };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quantpulse-secrets-'));
  for (const name of ['postgres', 'owner', 'server', 'former']) mkdirSync(join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (environment: NodeJS.ProcessEnv = {}) =>
  makeSecrets({
    folder,
    readers: { postgres: own, server: own },
    environment: { ...account, ...environment },
  });
const secret = (name: string) => readFileSync(join(folder, name), 'utf8');
const everything = () =>
  ['postgres/password', 'server/auth-secret', 'server/database-url', 'owner/database-direct-url'].map(secret);

it('make-secrets tells an operator without a database name what is missing, and writes nothing', () => {
  expect(() => run({ POSTGRES_DB: '' })).toThrow('POSTGRES_USER and POSTGRES_DB must be set');
  expect(readdirSync(join(folder, 'postgres'))).toEqual([]);
});

it('make-secrets keeps existing secrets when the stack is started again, with another password too', () => {
  run();
  const before = everything();

  const told = run({ POSTGRES_PASSWORD: 'another-one' });

  expect(everything()).toEqual(before);
  expect(told.join()).toMatch(/^POSTGRES_\* is not used/);
  expect(told.join()).not.toContain('another-one');
});

it('make-secrets completes the secrets of a run that was killed', () => {
  writeFileSync(join(folder, 'server', 'auth-secret.draft'), 'half', { mode: 0o440 });
  writeFileSync(join(folder, 'postgres', 'password'), 'kept');

  run();

  expect(secret('server/auth-secret')).toMatch(/^[\w-]{43}$/);
  expect(secret('owner/database-direct-url')).toContain(':kept@');
  expect(readdirSync(join(folder, 'server')).filter((name) => name.endsWith('.draft'))).toEqual([]);
});

it('make-secrets writes the password an operator chose, whatever its characters', () => {
  const told = run({ POSTGRES_PASSWORD: 'p@ss/wörd#%' });

  expect(secret('postgres/password')).toBe('p@ss/wörd#%');
  const url = new URL(secret('owner/database-direct-url'));
  expect(decodeURIComponent(url.password)).toBe('p@ss/wörd#%');
  expect(url.host).toBe('postgres:5432');
  expect(told).toEqual(['secrets are in place']);
});

it('make-secrets writes different secrets for each stack, readable by their reader alone', () => {
  run();

  expect(new Set(everything()).size).toBe(4);
  for (const name of ['postgres/password', 'server/auth-secret', 'server/database-url'])
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o440);
});

it('make-secrets gives the server another role and password than the owner', () => {
  run({ POSTGRES_PASSWORD: 'of-the-owner' });

  expect(new URL(secret('server/database-url')).username).toBe('quantpulse_server');
  expect(secret('owner/database-url')).toBe(secret('server/database-url'));
  for (const name of readdirSync(join(folder, 'server')))
    expect(secret(`server/${name}`)).not.toContain('of-the-owner');
});

it('make-secrets takes over a stack from before the server had its own role', () => {
  writeFileSync(join(folder, 'postgres', 'password'), 'old');
  writeFileSync(join(folder, 'former', 'auth-secret'), 'signed with this');
  writeFileSync(join(folder, 'former', 'database-url'), 'postgres://me:old@postgres:5432/mine');

  run();

  expect(secret('server/auth-secret')).toBe('signed with this');
  expect(secret('owner/database-direct-url')).toBe('postgres://me:old@postgres:5432/mine');
  const { username, pathname } = new URL(secret('server/database-url'));
  expect([username, pathname]).toEqual(['me_server', '/mine']);
});

it('make-secrets takes secrets from the operator at each run, and keeps them when they are no longer given', () => {
  const elsewhere = {
    DATABASE_URL: 'postgres://a:b@db.example/x',
    DATABASE_DIRECT_URL: 'postgres://o:p@db.example/x',
  };
  const previous = { AUTH_SECRET: 'the new one', AUTH_SECRET_PREVIOUS: 'the old one' };
  run({ ...elsewhere, ...previous });
  expect(everything().slice(1)).toEqual([
    'the new one',
    elsewhere.DATABASE_URL,
    elsewhere.DATABASE_DIRECT_URL,
  ]);
  expect(secret('server/auth-secret-previous')).toBe('the old one');

  run();
  expect(secret('server/database-url')).toContain('@postgres:5432/');
  expect([secret('server/auth-secret'), secret('server/auth-secret-previous')]).toEqual(['the new one', '']);
});
