import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { classifyDatabaseError } from '#server/db/postgres-errors.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

let url: string;
let drop: () => Promise<void>;
let db: Database;
let proxy: Server | undefined;

beforeAll(async () => {
  ({ url, drop } = await createTestDatabase());
});

afterEach(async () => {
  await db.destroy();
  proxy?.close();
});

afterAll(() => drop());

async function answer(from: Database): Promise<unknown> {
  return (await sql<{ one: number }>`select 1 as one`.execute(from)).rows[0]?.one;
}

/** Ends the pool's connections, as a restart of the server does. */
async function endConnections(): Promise<void> {
  const operator = createDatabase(url, { applicationName: 'operator' });
  await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and application_name <> 'operator'`.execute(operator);
  await operator.destroy();
}

/** Between the pool and the server: as long as `isHole` holds, what comes in is swallowed. */
async function openHole(): Promise<{ url: string; isHole: boolean }> {
  const target = new URL(url);
  const folder = target.searchParams.get('host');
  const hole = { url: '', isHole: false };
  proxy = createServer((client) => {
    const server = folder
      ? connect(`${folder}/.s.PGSQL.5432`)
      : connect(Number(target.port), target.hostname);
    forward(client, server, hole);
    forward(server, client, hole);
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const { port } = proxy.address() as AddressInfo;
  hole.url = `postgresql://postgres@127.0.0.1:${port}${target.pathname}`;
  return hole;
}

function forward(from: Socket, to: Socket, hole: { isHole: boolean }): void {
  from.on('data', (bytes) => hole.isHole || to.write(bytes));
  from.on('close', () => to.destroy());
  from.on('error', () => to.destroy());
}

it('the pool replaces connections that end while idle, and answers the next statement', async () => {
  const lost = Promise.withResolvers<Error>();
  db = createDatabase(url, { onConnectionLost: lost.resolve });
  expect(await answer(db)).toBe(1);

  await endConnections();

  expect(await lost.promise).toBeInstanceOf(Error);
  expect(await answer(db)).toBe(1);
});

it('a connection that ends during a transaction makes it unavailable, and the pool survives', async () => {
  db = createDatabase(url);
  const broken = db.transaction().execute(async (trx) => {
    await sql`select 1`.execute(trx);
    await endConnections();
    await sql`select 1`.execute(trx);
  });
  const error = await broken.catch((reason: unknown) => reason);
  expect(classifyDatabaseError(error)).toBe('unavailable');
  expect(await answer(db)).toBe(1);
});

it('the pool gives up on a silent database in time, and answers once it is back', async () => {
  const hole = await openHole();
  db = createDatabase(hole.url, {
    maxConnections: 2,
    statementTimeoutMillis: 100,
    connectionTimeoutMillis: 300,
  });
  await Promise.all([answer(db), answer(db)]);

  hole.isHole = true;
  const started = performance.now();
  const errors = await Promise.all(
    Array.from({ length: 6 }, () => answer(db).catch((error: unknown) => error)),
  );
  const waited = performance.now() - started;
  hole.isHole = false;

  expect(errors.map(classifyDatabaseError)).toEqual(errors.map(() => 'unavailable'));
  expect(waited).toBeLessThan(3000);
  const back = performance.now();
  expect(await Promise.all([answer(db), answer(db)])).toEqual([1, 1]);
  expect(performance.now() - back).toBeLessThan(1000);
});

it('the pool ends a transaction on a silent connection without waiting for its rollback', async () => {
  const hole = await openHole();
  db = createDatabase(hole.url, { statementTimeoutMillis: 100, connectionTimeoutMillis: 300 });
  const started = performance.now();
  const error = await db
    .transaction()
    .execute(async (trx) => {
      await answer(trx);
      hole.isHole = true;
      await answer(trx);
    })
    .catch((reason: unknown) => reason);
  expect(classifyDatabaseError(error)).toBe('unavailable');
  expect(performance.now() - started).toBeLessThan(1000);
});

it('the pool uses UTC, whatever the database server does', async () => {
  db = createDatabase(url);
  const zone = await sql<{ TimeZone: string }>`show timezone`.execute(db);
  expect(zone.rows[0]?.TimeZone).toBe('UTC');
});

it('the pool returns a bigint digit by digit', async () => {
  db = createDatabase(url);
  const big = await sql<{ big: string }>`select 9007199254740993::bigint as big`.execute(db);
  expect(big.rows[0]?.big).toBe('9007199254740993');
});
