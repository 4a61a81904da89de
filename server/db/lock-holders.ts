import { sql, type Kysely } from 'kysely';
import type { DB } from '#server/db/schema.ts';

interface Holder {
  readonly pid: number;
  readonly application: string | null;
  readonly since: Date | null;
}

/** Whoever this process waits for, in words for the operator: no statement, since one may hold what people typed. */
export async function describeBlockers(db: Kysely<DB>, pid: number): Promise<string | null> {
  return describe(db, sql`select unnest(pg_blocking_pids(${sql.lit(pid)}))`);
}

/** Whoever holds an advisory lock (PostgreSQL, 54.12: its number in two halves). */
export async function describeAdvisoryHolder(db: Kysely<DB>, key: number): Promise<string | null> {
  const [high, low] = [Math.floor(key / 2 ** 32), key % 2 ** 32];
  return describe(
    db,
    sql`select pid from pg_locks where locktype = 'advisory' and granted and objsubid = 1
      and classid = ${sql.lit(high)}::oid and objid = ${sql.lit(low)}::oid
      and database = (select oid from pg_database where datname = current_database())`,
  );
}

async function describe(db: Kysely<DB>, pids: ReturnType<typeof sql>): Promise<string | null> {
  const { rows } = await sql<Holder>`
    select distinct blocker.pid, activity.application_name as application,
      coalesce(activity.xact_start, activity.backend_start) as since
    from (${pids}) as blocker (pid) left join pg_stat_activity as activity on activity.pid = blocker.pid
    order by blocker.pid limit 5`.execute(db);
  return rows.length === 0 ? null : rows.map(describeOne).join(', ');
}

function describeOne({ pid, application, since }: Holder): string {
  // PostgreSQL, 9.27: 0 stands for a prepared transaction, which has no process.
  if (pid === 0) return 'a prepared transaction';
  const name = application ? ` (${application})` : '';
  return `process ${pid}${name}${since ? ` since ${since.toISOString()}` : ''}`;
}
