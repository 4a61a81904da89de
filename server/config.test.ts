import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseConfig, readConfig } from '#server/config.ts';
import { ConfigError } from '#server/config/config-error.ts';

const secret = 'tests-sign-with-this-0123456789-abcdefgh';
const databaseUrl = 'postgresql://user:pass@db.example:5432/quantpulse';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quantpulse-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function parse(environment: NodeJS.ProcessEnv) {
  return parseConfig({ AUTH_SECRET: secret, ...environment }, folder);
}

function refusal(environment: NodeJS.ProcessEnv): ConfigError {
  try {
    parse(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error('it was taken');
}

const wrong: [name: string, values: string[]][] = [
  ['NODE_ENV', ['prod', 'Production', 'staging']],
  ['PORT', ['-1', '65536', '3000.5', '0x10', '1e3', 'http', ' 3000', '3000 ', '99999999999']],
  [
    'APP_ORIGIN',
    [
      'planted.example',
      'ftp://money.example',
      'https://money.example/app',
      'https://money.example/?a=1',
      'https://money.example/#a',
      'https://money.example?',
      'https://u:planted@money.example',
      '*',
      'null',
      'http://money.example',
      'http://192.168.0.1:3000',
      'http://localhost.evil.example',
      'http://0.0.0.0:3000',
      'http://[::2]',
    ],
  ],
  [
    'CORS_ORIGINS',
    [
      '*',
      'null',
      'partner.example',
      'https://partner.example/path',
      'https://a.example,,https://b.example',
      'https://*.example',
      'http://localhost:3000',
    ],
  ],
  [
    'DATABASE_URL',
    [
      'planted',
      'mysql://user:planted@host/db',
      'http://user:planted@host',
      'postgresql://user:planted@host:port/db',
      'postgres:planted',
    ],
  ],
  ['ACCESS_TOKEN_EXPIRE_MINUTES', ['0', '61', '-5', '15m']],
  ['REFRESH_TOKEN_EXPIRE_DAYS', ['0', '401', 'thirty']],
  ['REFRESH_TOKEN_EXPIRE_HOURS', ['0', '8761', '24h']],
  ['SESSION_IDLE_MINUTES', ['-1', '525601', 'none']],
  ['REGISTRATION', ['true', 'yes', 'Open', 'invite']],
  ['PASSWORD_HASHER', ['Argon2id', 'scrypt', 'planted']],
  ['TRUSTED_PROXY_HOPS', ['-1', '11', 'true', 'loopback']],
  ['LOG_LEVEL', ['verbose', 'INFO', '30']],
  [
    'AUTH_SECRET',
    ['planted', 'a'.repeat(31), 'a'.repeat(64), 'ab'.repeat(32), 'abcdefg'.repeat(10), `${secret},${secret}`],
  ],
  ['AUTH_SECRET_PREVIOUS', ['planted', `${secret},planted`, `${secret},`]],
];

test.each(wrong.flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
  'the start stops at %s=%s with one line that names the variable and not the value',
  (name, value) => {
    const { message, variable } = refusal({ [name]: value });
    expect(variable).toBe(name);
    expect(message.startsWith(`${name} `)).toBe(true);
    expect(message).not.toContain('\n');
    expect(value.length > 5 && message.includes(value)).toBe(false);
    expect(message).not.toContain('planted');
  },
);

test.each([
  ['PORT', '0', 'port', 0],
  ['PORT', '65535', 'port', 65_535],
  ['ACCESS_TOKEN_EXPIRE_MINUTES', '1', 'accessTokenMinutes', 1],
  ['ACCESS_TOKEN_EXPIRE_MINUTES', '60', 'accessTokenMinutes', 60],
  ['REFRESH_TOKEN_EXPIRE_DAYS', '400', 'rememberedSessionHours', 9600],
  ['REFRESH_TOKEN_EXPIRE_HOURS', '1', 'sessionHours', 1],
  ['SESSION_IDLE_MINUTES', '525600', 'sessionIdleMinutes', 525_600],
  ['TRUSTED_PROXY_HOPS', '10', 'trustedProxyHops', 10],
  ['REGISTRATION', 'closed', 'isRegistrationOpen', false],
  ['PASSWORD_HASHER', 'argon2id', 'passwordHasher', 'argon2id'],
  ['LOG_LEVEL', 'trace', 'logLevel', 'trace'],
  ['HOST', '0.0.0.0', 'host', '0.0.0.0'],
  [
    'DATABASE_URL',
    'postgres:///quantpulse?host=/run/postgresql',
    'databaseUrl',
    'postgres:///quantpulse?host=/run/postgresql',
  ],
] as const)('the bound %s=%s is accepted', (name, value, key, expected) => {
  expect(parse({ [name]: value })[key]).toBe(expected);
});

test.each([
  ['https://Money.Example', 'https://money.example'],
  ['https://money.example:443/', 'https://money.example'],
  ['https://деньги.рф', 'https://xn--c1adnacbo.xn--p1ai'],
  ['http://localhost:80', 'http://localhost'],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
])('APP_ORIGIN=%s becomes %s', (value, origin) => {
  expect(parse({ APP_ORIGIN: value }).appOrigin).toMatch(
    value.includes('рф') ? /^https:\/\/xn--[a-z0-9-]+\.xn--p1ai$/ : origin,
  );
});

test('CORS_ORIGINS is a list of origins, each normalised', () => {
  const { corsOrigins } = parse({ CORS_ORIGINS: 'https://A.example:443, http://b.example:8080/' });
  expect(corsOrigins).toEqual(['https://a.example', 'http://b.example:8080']);
});

test('without settings the server is for development on localhost', () => {
  expect(parse({})).toMatchObject({
    environment: 'development',
    port: 3000,
    host: '127.0.0.1',
    appOrigin: 'http://localhost:3000',
    corsOrigins: [],
    databaseUrl: undefined,
    accessTokenMinutes: 15,
    rememberedSessionHours: 720,
    sessionHours: 24,
    sessionIdleMinutes: 0,
    isRegistrationOpen: true,
    passwordHasher: 'bcrypt',
    trustedProxyHops: 0,
    logLevel: 'info',
  });
});

test.each(['DATABASE_URL', 'AUTH_SECRET'])('production does not start without %s', (name) => {
  const environment = {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    APP_ORIGIN: 'https://money.example',
  };
  expect(refusal({ ...environment, [name]: undefined })).toMatchObject({ variable: name });
  expect(refusal({ ...environment, [name]: '' })).toMatchObject({ variable: name });
});

test('production starts with DATABASE_URL and AUTH_SECRET', () => {
  expect(parse({ NODE_ENV: 'production', DATABASE_URL: databaseUrl })).toMatchObject({
    environment: 'production',
  });
});

test.each(['DATABASE_URL', 'AUTH_SECRET', 'AUTH_SECRET_PREVIOUS', 'FIRST_ADMIN_PASSWORD'])(
  '%s beside its value stops the start',
  (name) => {
    const file = join(folder, 'secret');
    writeFileSync(file, secret);
    expect(refusal({ [name]: secret, [`${name}_FILE`]: file }).message).toBe(
      `${name} and ${name}_FILE are both set; keep one`,
    );
  },
);

test('a secret file that cannot be read stops the start', () => {
  expect(refusal({ DATABASE_URL_FILE: join(folder, 'nothing') }).message).toBe(
    'DATABASE_URL_FILE names a file that cannot be read',
  );
  expect(refusal({ DATABASE_URL_FILE: folder }).message).toBe(
    'DATABASE_URL_FILE names a file that cannot be read',
  );
});

test('a secret file is read whole, without one final newline', () => {
  for (const [written, read] of [
    [' p w ', ' p w '],
    ['pw\n', 'pw'],
    ['pw\r\n', 'pw'],
    ['pw\n\n', 'pw\n'],
  ] as const) {
    const file = join(folder, 'password');
    writeFileSync(file, written);
    expect(parse({ FIRST_ADMIN_PASSWORD_FILE: file }).firstAdmin.password).toBe(read);
  }
});

test('a secret file counts where its variable is set but empty, as Compose sets it', () => {
  const file = join(folder, 'url');
  writeFileSync(file, `${databaseUrl}\n`);
  expect(parse({ DATABASE_URL: '', DATABASE_URL_FILE: file }).databaseUrl).toBe(databaseUrl);
});

test('a wrong secret in a file is refused under its variable’s name, without its content', () => {
  const file = join(folder, 'wrong');
  writeFileSync(file, 'planted');
  const { message } = refusal({ DATABASE_URL_FILE: file });
  expect(message).toMatch(/^DATABASE_URL /);
  expect(message).not.toContain('planted');
});

test('.env counts where the real environment is silent, empty values included', () => {
  writeFileSync(
    join(folder, '.env'),
    `AUTH_SECRET=${secret}\nPORT=4001\nHOST="0.0.0.0"\nLOG_LEVEL=warn # quiet\n`,
  );
  const config = readConfig(folder, { PORT: '4002', HOST: '' });
  expect(config).toMatchObject({
    port: 4002,
    host: '0.0.0.0',
    logLevel: 'warn',
    appOrigin: 'http://localhost:4002',
  });
  expect(config.authSecrets.current).toBe(secret);
});
