import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSecrets } from './make-secrets.ts';

const own = process.getgid?.() ?? 0;
const account = { POSTGRES_USER: 'quantpulse', POSTGRES_DB: 'quantpulse' };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quantpulse-secrets-'));
  mkdirSync(join(folder, 'postgres'));
  mkdirSync(join(folder, 'server'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (environment: NodeJS.ProcessEnv = {}) =>
  makeSecrets({
    folder,
    readers: { postgres: own, server: own },
    environment: { ...account, ...environment },
  });
const secret = (name: string) => readFileSync(join(folder, name), 'utf8');
const everything = () => ['postgres/password', 'server/auth-secret', 'server/database-url'].map(secret);

describe('the secrets of the Compose stack', () => {
  it('tell an operator without a database name what is missing, and write nothing', () => {
    expect(() => run({ POSTGRES_DB: '' })).toThrow('POSTGRES_USER and POSTGRES_DB must be set');
    expect(readdirSync(join(folder, 'postgres'))).toEqual([]);
  });

  it('stay what they are for whoever brings the stack up again, with another password too', () => {
    run();
    const before = everything();

    const told = run({ POSTGRES_PASSWORD: 'another-one' });

    expect(everything()).toEqual(before);
    expect(told).toMatch(/^POSTGRES_PASSWORD is not used/);
    expect(told).not.toContain('another-one');
  });

  it('are completed by the run after one that was killed', () => {
    writeFileSync(join(folder, 'server', 'auth-secret.draft'), 'half', { mode: 0o440 });
    writeFileSync(join(folder, 'postgres', 'password'), 'kept');

    run();

    expect(secret('server/auth-secret')).toMatch(/^[\w-]{43}$/);
    expect(secret('server/database-url')).toContain(':kept@');
    expect(readdirSync(join(folder, 'server'))).toEqual(['auth-secret', 'database-url']);
  });

  it('hold the password an operator chose, whatever letters it has', () => {
    const told = run({ POSTGRES_PASSWORD: 'p@ss/wörd#%' });

    expect(secret('postgres/password')).toBe('p@ss/wörd#%');
    const url = new URL(secret('server/database-url'));
    expect(decodeURIComponent(url.password)).toBe('p@ss/wörd#%');
    expect(url.host).toBe('postgres:5432');
    expect(told).toBe('secrets are in place');
  });

  it('differ from stack to stack and are readable by their reader alone', () => {
    run();

    expect(new Set(everything()).size).toBe(3);
    for (const name of ['postgres/password', 'server/auth-secret', 'server/database-url'])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o440);
  });
});
