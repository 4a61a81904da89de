import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configRemarks, readConfig } from '#server/config.ts';

const secret = 'tests-sign-with-this-0123456789-abcdefgh';
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quantpulse-env-'));
  file = join(folder, '.env');
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = () => readConfig(folder, { AUTH_SECRET: secret });
const remarks = (environment = {}) =>
  configRemarks({ ...read(), appOrigin: 'http://localhost:3000' }, folder, environment);
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

const closed = 'REGISTRATION=closed\n';
test.each([
  ['with a byte order mark', Buffer.from(`\uFEFF${closed}`)],
  ['in UTF-16 of Windows', Buffer.from(`\uFEFF${closed}`, 'utf16le')],
  ['in UTF-16, the other way round', utf16be(`\uFEFF${closed}`)],
  ['with CRLF', 'REGISTRATION=closed\r\nPORT=3000\r\n'],
  ['with CR alone', '# people\rREGISTRATION=closed\rPORT=3000'],
  ['with export', `export ${closed}`],
  ['in quotes', `REGISTRATION="closed"`],
  ['with spaces', '  REGISTRATION = closed  # nobody'],
  ['the last time it says so', `REGISTRATION=open\n${closed}`],
])('a .env %s that closes registration closes it', (_, content) => {
  writeFileSync(file, content);
  expect(read().isRegistrationOpen).toBe(false);
});

test.each([
  ['a folder', () => mkdirSync(file), /^\.env cannot be read \(EISDIR\)$/],
  ['a link that leads nowhere', () => symlinkSync('nowhere', file), /^\.env cannot be read \(ENOENT\)$/],
  [
    'Latin-1',
    () => writeFileSync(file, Buffer.from('# na\xefve\nREGISTRATION=closed', 'latin1')),
    /^\.env is not text/,
  ],
  [
    'UTF-16 without a mark',
    () => writeFileSync(file, Buffer.from('REGISTRATION=closed', 'utf16le')),
    /^\.env is not text/,
  ],
  ['bytes', () => writeFileSync(file, Buffer.from([0, 1, 2, 0xff])), /^\.env is not text/],
])('a .env that is %s stops the start', (_, make, message) => {
  make();
  expect(read).toThrow(message);
});

test('a missing .env is no fault', () => {
  expect(read().isRegistrationOpen).toBe(true);
});

test.each([
  ['REGISTRATIONS=planted', '.env line 1: nothing reads this name; did you mean REGISTRATION?'],
  ['\n# x\nREGISTRTION=planted', '.env line 3: nothing reads this name; did you mean REGISTRATION?'],
  ['registration=planted', '.env line 1: nothing reads this name; did you mean REGISTRATION?'],
  ['APP_REGISTRATION=planted', '.env line 1: nothing reads this name; did you mean REGISTRATION?'],
  ['REGISTRATION\u200B=planted', '.env line 1: nothing reads this name; did you mean REGISTRATION?'],
  ['AUTH_SECRETS=planted', '.env line 1: nothing reads this name; did you mean AUTH_SECRET?'],
  ['SOMETHING_ELSE=planted', '.env line 1: nothing reads SOMETHING_ELSE'],
  ['cGxhbnRlZA==', '.env line 1: nothing reads this name'],
  ['REGISTRATION: planted', '.env line 1 is no NAME=value, and is ignored'],
  ['set REGISTRATION=planted', '.env line 1 is no NAME=value, and is ignored'],
  ['MAIL="planted\nx', '.env line 1: the quote that begins the value has no end'],
  ['PORT=1\nHOST=localhost\nPORT=2', '.env sets PORT in lines 1 and 3: the last one counts'],
])('the start names the unread line of %j, never its value', (content, remark) => {
  writeFileSync(file, content);
  expect(remarks()[0]).toBe(remark);
  expect(remarks().join()).not.toContain('planted');
});

test('the start says nothing about settings of the server and of Compose in .env', () => {
  const lines = ['POSTGRES_PASSWORD=x', 'HTTP_PORT=80', 'HTTP_BIND=127.0.0.1', 'COMPOSE_PROJECT_NAME=x'];
  lines.push(
    'export PORT=3000',
    'FIRST_ADMIN_PASSWORD="two\nPORTS=lines"',
    'DATABASE_URL_FILE=',
    '# REGISTRATIONS=x',
  );
  writeFileSync(file, lines.join('\n'));
  expect(remarks()).toEqual([]);
});

test('the start names a misspelt variable of the environment, and no other program’s', () => {
  const others = {
    HOSTNAME: 'x',
    PORTS: 'x',
    HOSTS: 'x',
    REDIS_PORT: 'x',
    DATABASE: 'x',
    NODE_OPTIONS: 'x',
  };
  expect(remarks({ ...others, REGISTRATIONS: 'planted' })).toEqual([
    'the environment sets REGISTRATIONS, which nothing reads; did you mean REGISTRATION?',
  ]);
});

test.each([
  ['http://localhost:3001', 1],
  ['http://127.0.0.1', 1],
  ['http://localhost:3000', 0],
  ['https://money.example', 0],
])('an instance at %s logs the cookies it shares with other ports: %i', (appOrigin, lines) => {
  const told = configRemarks({ ...read(), appOrigin }, folder, {});
  expect(told.filter((line) => line.includes('cookies ignore ports'))).toHaveLength(lines);
});
