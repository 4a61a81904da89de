import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { parseConfig } from '#server/config.ts';
import { databaseUrlProblem, driverUrl, redisUrlProblem } from '#server/config/database-url.ts';

/** Every sign that would end a password in a URL, or that no URL may hold. */
const signs = ['@', '/', '#', '?', ':', '[', ']', ' ', '%', '\t', '\n'];
const hint = /percent-encode: @ → %40, \/ → %2F, # → %23, \? → %3F, : → %3A/;

const passwords = [
  'Tiger@Wolf2026/x',
  ...signs.flatMap((sign) => [`Tiger${sign}Wolf`, `${sign}Wolf`, `Tiger${sign}`]),
];
test.each(passwords)(
  'the database password %j is refused until its special characters are encoded',
  (password) => {
    const told = [
      ['DATABASE_URL', `postgres://app:${password}@127.0.0.1:5544/qp`],
      ['DATABASE_URL', `postgresql://app:${password}@/qp?host=/run`],
      ['DATABASE_DIRECT_URL', `postgres://app:${password}@db.example/qp?sslmode=require`],
      ['REDIS_URL', `redis://:${password}@cache.example:6379/0`],
      ['REDIS_URL', `rediss://app:${password}@cache.example`],
    ].map(([name, value]) => {
      const secret = 'tests-sign-with-this-0123456789-abcdefgh';
      const database = { DATABASE_URL: 'postgres:///x' };
      try {
        parseConfig({ AUTH_SECRET: secret, ...database, [name!]: value }, tmpdir());
      } catch (error) {
        return `${name}: ${(error as Error).message}`;
      }
      return 'taken';
    });
    for (const line of told) {
      expect(line).toMatch(hint);
      expect(line).toMatch(/^(\w+): \1 /);
      expect(line).not.toMatch(/Tiger|Wolf|app:/);
    }
  },
);

test.each(signs)('an encoded %j in the database password reaches the driver decoded', (sign) => {
  const password = `Tiger${sign}Wolf`;
  const url = `postgres://app:${encodeURIComponent(password)}@127.0.0.1:5544/qp`;
  expect(databaseUrlProblem(url)).toBeNull();
  expect(asDriverSees(url)).toMatchObject({ user: 'app', password, host: '127.0.0.1', port: 5544 });
  expect(redisUrlProblem(`redis://:${encodeURIComponent(password)}@cache.example`)).toBeNull();
});

/** What the driver itself makes of a URL: where it would connect, and how. */
function asDriverSees(url: string) {
  const { options: _options, ...settings } = driverUrl(url);
  const { host, port, user, password, database, ssl } = new pg.Client(settings);
  return { host, port, user, password, database, ssl };
}

test.each([
  ['postgres://app:x@db.example:5433/qp', { host: 'db.example', port: 5433, user: 'app', database: 'qp' }],
  ['postgresql://app:x@db.example/qp', { host: 'db.example', port: 5432 }],
  ['postgresql://app@[2001:db8::1]:5433/qp', { host: '2001:db8::1', port: 5433 }],
  ['postgresql://app@[::1]/qp', { host: '::1', port: 5432 }],
  ['postgresql:///qp?host=/run/postgresql&user=app', { host: '/run/postgresql', port: 5432, user: 'app' }],
  [
    'postgresql://app:x@/qp?host=/run/postgresql&port=5433',
    { host: '/run/postgresql', port: 5433, user: 'app', password: 'x', database: 'qp' },
  ],
  ['postgresql://app@%2Frun%2Fpostgresql:5433/qp', { host: '/run/postgresql', port: 5433, database: 'qp' }],
  ['postgresql://app@localhost', { host: 'localhost', port: 5432, user: 'app' }],
  ['postgresql://app:%D0%BF%D0%B0%D1%80@h/%D0%B1', { password: 'пар', database: 'б' }],
  ['postgresql://app:пар@h/qp', { password: 'пар' }],
  ['postgresql:///qp?host=::1', { host: '::1' }],
  ['postgresql://app@my_db-1.пример.рф/a%20b', { host: 'my_db-1.пример.рф', database: 'a b' }],
  ["postgresql://app:a+b&c=d!$~*()';,|^@h/qp", { password: "a+b&c=d!$~*()';,|^" }],
])('the driver sees %s as it is meant', (url, seen) => {
  expect(databaseUrlProblem(url)).toBeNull();
  expect(asDriverSees(url)).toMatchObject(seen);
});

test.each([
  ['disable', false],
  ['allow', {}],
  ['prefer', {}],
  ['require', {}],
  ['verify-ca', {}],
  ['verify-full', {}],
  ['no-verify', { rejectUnauthorized: false }],
])('the driver sees sslmode=%s as it is meant', (mode, ssl) => {
  const url = `postgres://app@db.example/qp?sslmode=${mode}`;
  expect(databaseUrlProblem(url)).toBeNull();
  expect(asDriverSees(url).ssl).toEqual(ssl);
});

test('without sslmode nothing is encrypted, and a certificate is read from its file', () => {
  expect(asDriverSees('postgres://app@db.example/qp').ssl).toBe(false);
  const folder = mkdtempSync(join(tmpdir(), 'quantpulse-ca-'));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, 'a certificate');
  const url = `postgres://app@db.example/qp?sslmode=verify-full&sslrootcert=${file}`;
  expect(databaseUrlProblem(url)).toBeNull();
  expect(asDriverSees(url).ssl).toEqual({ ca: 'a certificate' });
  const settings = driverUrl(url);
  rmSync(folder, { recursive: true });
  expect(databaseUrlProblem(url)).toBe('names under sslrootcert a file that cannot be read');
  // A running server opens its connections without the file, which is read once.
  expect(new pg.Client(settings)).toMatchObject({ ssl: { ca: 'a certificate' } });
});

test.each([
  ['postgres://app@planted1,planted2/qp', /several hosts/],
  ['postgres://app@planted:5432,planted2:5433/qp', /several hosts/],
  ['postgres:///qp?host=planted1,planted2', /several hosts/],
  ['postgres://app@:5432/planted', /one host/],
  ['postgres://app@planted:99999/qp', /one host/],
  ['postgres://app@planted:port/qp', /one host/],
  ['postgres://app@2001:db8::1/planted', /one host/],
  ['postgres://app@h/qp?sslmode=planted', /sslmode one of disable, allow, prefer, require, verify-ca/],
  ['postgres://app@h/qp?planted=1', /parameter/],
  ['postgres://app@h/qp?statement_timeout=1', /parameter/],
  ['postgres://app@h/qp?host=/run&port=planted', /port/],
  ['postgres://app@h/qp/planted', hint],
  ['postgres://app%3Aplanted%40db.example/qp', /one host/],
  ['postgres://app@planted%20/qp', /one host/],
  ['postgres://app@[planted]/qp', /one host/],
  ['postgres://app@[:::]/qp', /one host/],
  ['postgres:///qp?host=app%3Aplanted%40h', /one host/],
  ['postgres:///qp?host=planted:5432', /one host/],
  ['postgres://app@h/planted%40b', /name of its database/],
  ['postgres://app@h/planted%2Fb', /name of its database/],
  ['postgres://app@h/qp?host=planted&host=one,two', /more than once/],
  ['postgres://app@h/qp?sslmode=disable&sslmode=verify-full', /more than once/],
  ['planted', /begins with postgres/],
  ['socket:/run/postgresql?db=planted', /begins with postgres/],
  ['host=planted dbname=qp', /begins with postgres/],
])(
  'the database URL %s, which the driver would misread, is refused without repeating any of it',
  (url, reason) => {
    const problem = databaseUrlProblem(url);
    expect(problem).toMatch(reason);
    expect(problem).not.toContain('planted');
  },
);

test('a Redis URL whose separators are encoded is refused without repeating any of it', () => {
  const problem = redisUrlProblem('redis://app%3Aplanted%40cache.example:6379');
  expect(problem).toMatch(/one host/);
  expect(problem).not.toContain('planted');
});
