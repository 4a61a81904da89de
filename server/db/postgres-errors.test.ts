import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { classifyDatabaseError, violatedConstraint } from '#server/db/postgres-errors.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

let url: string;
let db: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ url, drop } = await createTestDatabase());
  db = createDatabase(url);
});

afterAll(async () => {
  await db.destroy();
  await drop();
});

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );
const failure = (query: RawBuilder<unknown>, on: Database = db) => failureOf(query.execute(on));
const kindOf = async (query: RawBuilder<unknown>) => classifyDatabaseError(await failure(query));

async function kindAt(address: string): Promise<unknown> {
  const away = createDatabase(address, { connectionTimeoutMillis: 100 });
  const error = await failure(sql`select 1`, away);
  await away.destroy();
  return classifyDatabaseError(error);
}

/** What a server that does not speak PostgreSQL amounts to. */
async function kindAtServer(server: Server): Promise<unknown> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const kind = await kindAt(`postgresql://nobody@127.0.0.1:${port}/absent`);
  server.close();
  return kind;
}

it.each([
  ['NUL in a text', sql`select ${'a\0b'}::text`],
  ['a text that is no uuid', sql`select ${'not-a-uuid'}::uuid`],
  ['a number out of range', sql`select ${'99999999999'}::integer`],
] as [string, RawBuilder<unknown>][])(
  'a value that no column can hold is a bad value: %s',
  async (_, query) => {
    expect(await kindOf(query)).toBe('bad-value');
  },
);

it('a text too long for its column is a bad value', async () => {
  const user = { email: 'a@example.org', username: 'x'.repeat(101), hashed_password: 'x' };
  const error = await failureOf(db.insertInto('users').values(user).execute());
  expect(classifyDatabaseError(error)).toBe('bad-value');
});

it('a second row with a unique value is refused with the name of the constraint', async () => {
  const user = { email: 'b@example.org', username: 'second', hashed_password: 'x' };
  await db.insertInto('users').values(user).execute();
  const error = await failureOf(
    db
      .insertInto('users')
      .values({ ...user, username: 'other' })
      .execute(),
  );
  expect(classifyDatabaseError(error)).toEqual({ unique: 'users_email_key' });
  expect(violatedConstraint(error)).toBe('users_email_key');
});

it('a database that refuses the connection is unavailable', async () => {
  expect(await kindAt('postgresql://nobody@127.0.0.1:1/absent')).toBe('unavailable');
});

it('a database whose every address refuses the connection is unavailable', async () => {
  expect(await kindAt('postgresql://nobody@localhost:1/absent')).toBe('unavailable');
});

it('a database whose socket is gone is unavailable', async () => {
  expect(await kindAt('postgresql:///absent?host=%2Fno%2Fsuch%2Ffolder')).toBe('unavailable');
});

it('a database that accepts the connection and stays silent is unavailable', async () => {
  expect(await kindAtServer(createServer())).toBe('unavailable');
});

it('a database that hangs up at once is unavailable', async () => {
  expect(await kindAtServer(createServer((socket) => socket.destroy()))).toBe('unavailable');
});

it('a database whose operator ends the connection is unavailable', async () => {
  expect(await kindOf(sql`select pg_terminate_backend(pg_backend_pid())`)).toBe('unavailable');
});

it('a database whose statement takes too long is unavailable', async () => {
  const hasty = createDatabase(url, { statementTimeoutMillis: 50 });
  const error = await failure(sql`select pg_sleep(5)`, hasty);
  expect(error).toMatchObject({ code: '57014' });
  expect(classifyDatabaseError(error)).toBe('unavailable');
  await hasty.destroy();
});

it('a read-only database is unavailable', async () => {
  const write = db.transaction().execute(async (trx) => {
    await sql`set transaction read only`.execute(trx);
    await sql`delete from users`.execute(trx);
  });
  expect(classifyDatabaseError(await failureOf(write))).toBe('unavailable');
});

it.each(['53100', '53200', '53400', '57000', '57P04', '57P05', '58000', '58030', '58P01'])(
  'a database that answers %s is unavailable',
  async (code) => {
    const raising = sql`do ${sql.lit(`begin raise exception 'x' using errcode = '${code}'; end`)}`;
    expect(await failure(raising)).toMatchObject({ code });
    expect(await kindOf(raising)).toBe('unavailable');
  },
);

it.each(['EMFILE', 'ENFILE', 'ENOBUFS', 'EACCES', 'EPERM', 'EADDRNOTAVAIL', 'ENOMEM', 'EAGAIN'])(
  'a database is unavailable when the system refuses its connection with %s, at any address',
  (code) => {
    const error = Object.assign(new Error(`connect ${code}`), { code, syscall: 'connect' });
    const every = Object.assign(new AggregateError([error, error]), { code });
    expect([error, every].map(classifyDatabaseError)).toEqual(['unavailable', 'unavailable']);
  },
);

it('a database whose socket may not be used is unavailable', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qp-socket-'));
  // Not even root connects to what is no socket.
  writeFileSync(join(folder, '.s.PGSQL.5432'), '');
  expect(await kindAt(`postgresql:///absent?host=${encodeURIComponent(folder)}`)).toBe('unavailable');
  rmSync(folder, { recursive: true });
});

it('a database whose row is locked by another is unavailable', async () => {
  const user = { email: 'c@example.org', username: 'locked', hashed_password: 'x' };
  await db.insertInto('users').values(user).execute();
  const error = await db.transaction().execute(async (trx) => {
    await sql`select from users for update`.execute(trx);
    return failure(sql`select from users for update nowait`);
  });
  expect(error).toMatchObject({ code: '55P03' });
  expect(classifyDatabaseError(error)).toBe('unavailable');
});

it('a database without a free connection is unavailable', async () => {
  // The first connection comes within this time on a busy machine too.
  const one = createDatabase(url, { maxConnections: 1, connectionTimeoutMillis: 1000 });
  const error = await one.connection().execute(() => failure(sql`select 1`, one));
  expect(classifyDatabaseError(error)).toBe('unavailable');
  await one.destroy();
});

it('a closed pool, as during a drain, is unavailable', async () => {
  const closed = createDatabase(url);
  await sql`select 1`.execute(closed);
  await closed.destroy();
  expect(classifyDatabaseError(await failure(sql`select 1`, closed))).toBe('unavailable');
});

it.each([
  ['a statement that does not parse', sql`selec 1`],
  ['a check that fails', sql`update permissions set role = 'root'`],
  ['a missing table', sql`select from absent`],
] as [string, RawBuilder<unknown>][])('a database error of %s is a bug', async (_, query) => {
  expect(await kindOf(query)).toBeNull();
});

it.each([
  ['a missing file', Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' })],
  ['a folder that is read', Object.assign(new Error('folder'), { code: 'EISDIR', syscall: 'read' })],
  ['a full disk of this machine', Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' })],
  ['too many open files', Object.assign(new Error('files'), { code: 'EMFILE', syscall: 'open' })],
  ['many errors of which one is none', Object.assign(new AggregateError([new Error('x')]), { code: 'x' })],
  ['a plain error', new Error('Connection')],
  ['a thrown text', 'ECONNREFUSED'],
  ['nothing', undefined],
])('an error that is %s is a bug', (_, error) => {
  expect(classifyDatabaseError(error)).toBeNull();
});
