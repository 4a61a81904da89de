import { sql } from 'kysely';
import { createDatabase, type Database } from '#server/db/database.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { createScratchDatabase, dropScratchDatabase } from '#server/db/scratch-databases.ts';

export interface PeopleDatabase {
  readonly url: string;
  readonly users: number;
}

interface People {
  readonly users: number;
  /** The stored password of every account. */
  readonly storedPassword: string;
  /** Receives how to drop the database, as soon as it exists. */
  readonly closers: { add(close: () => Promise<void>): void };
}

/** Filling a large database takes minutes. */
const fillTimeoutMillis = 30 * 60_000;

/**
 * A migrated database of `users` people, filled by SQL. Each has two sessions, a known device, two audit events and a
 * counter. All share one stored password, so that nothing is hashed.
 */
export async function createPeopleDatabase(
  serverUrl: string,
  { users, storedPassword, closers }: People,
): Promise<PeopleDatabase> {
  const name = `quantpulse_bench_${process.pid}_${users}`;
  const url = await createScratchDatabase(serverUrl, name);
  closers.add(() => dropScratchDatabase(serverUrl, name));
  await migrateToLatest(url, () => undefined);
  const db = createDatabase(url, { statementTimeoutMillis: fillTimeoutMillis, maxConnections: 1 });
  try {
    await fill(db, users, storedPassword);
  } finally {
    await db.destroy();
  }
  return { url, users };
}

/** The e-mail of the n-th person, counted from 1. */
export function emailOf(n: number): string {
  return `person-${n}@bench.test`;
}

async function fill(db: Database, users: number, storedPassword: string): Promise<void> {
  const numbers = sql`generate_series(1, ${users}::int) as n`;
  await sql`insert into users (email, username, hashed_password, full_name, role, created_at)
    select 'person-' || n || '@bench.test', 'person-' || n, ${storedPassword}, 'Person ' || n,
      case when n % 10000 = 0 then 'admin' else 'user' end, now() - make_interval(mins => n % 500000)
    from ${numbers}`.execute(db);
  await sql`insert into sessions (user_id, id, refresh_token_hash, remember_me, channel, created_at, last_seen_at,
      expires_at, ip_address, device_info)
    select id, gen_random_uuid(), sha256(uuid_send(id)), true, 'cookie', created_at, created_at,
      now() + make_interval(mins => (random() * 40000)::int), '203.0.113.7', ${deviceInfo}
    from users, generate_series(1, 2)`.execute(db);
  await sql`insert into known_devices (user_id, token_hash, last_used_at)
    select id, sha256(uuid_send(id)), created_at from users`.execute(db);
  await sql`insert into audit_events (id, event, user_id, actor_id, ip_address, device_info, request_id, occurred_at)
    select gen_random_uuid(), 'signed-in', id, id, '203.0.113.7', ${deviceInfo}, 'generated', created_at
    from users, generate_series(1, 2)`.execute(db);
  await sql`insert into limit_counters (key, used, resets_at)
    select sha256(convert_to(n::text, 'UTF8')), 1, now() + make_interval(mins => n % 60) from ${numbers}`.execute(
    db,
  );
  await sql`vacuum (analyze)`.execute(db);
  await sql`checkpoint`.execute(db);
}

const deviceInfo =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
