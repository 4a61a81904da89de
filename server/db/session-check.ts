import { sql, type RawBuilder } from 'kysely';
import type { DatabasePooler } from '#server/config/database-url.ts';
import { ConfigError } from '#server/config/config-error.ts';
import type { Database } from '#server/db/database.ts';
import { firstLine } from '#server/db/migrations/files.ts';
import { marker, meanings } from '#server/db/session-settings.ts';

/** A pooler that pools by transaction changes connections, which do not know a statement's name or know another's. */
const nameCodes = new Set(['26000', '42P05']);

const remedy =
  'must be set: DATABASE_URL leads to a pooler; transaction goes with any, transaction-prepared with one that keeps named statements';

/** A line about DATABASE_POOLER for an error that only a pooler causes; undefined for any other. */
export function poolerLine(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.code === '08P01' && error.message.includes('statement pooling'))
    return `leads to a pooler that allows no transactions: set its pool_mode to transaction (${firstLine(error)})`;
  const isRefusedStart = error.code === '08P01' && error.message.includes('startup parameter');
  if (!isRefusedStart && !nameCodes.has(String(error.code))) return undefined;
  return `${remedy} (${firstLine(error)})`;
}

/** What the session lacks, as a line about DATABASE_POOLER; null when nothing. Throws when the database is away. */
export async function findSessionFault(db: Database, pooler: DatabasePooler): Promise<string | null> {
  try {
    if (pooler === 'transaction-prepared') await requireNames(db);
    if (pooler === 'none') return await findLostSettings(db);
    // In a transaction, as calls are: a pooler that pools by statement allows none.
    return await db.transaction().execute(findOtherDefaults);
  } catch (error) {
    const line = poolerLine(error);
    if (line === undefined) throw error;
    return line;
  }
}

/** Ends the start where calls would fail or change their meaning. A database that is away does not end it. */
export async function requireFitSession(db: Database, pooler: DatabasePooler): Promise<void> {
  refuseFault(await findSessionFault(db, pooler).catch(() => undefined));
}

/** Ends the start with what a session lacks. */
export function refuseFault(fault: string | null | undefined): void {
  if (typeof fault === 'string') throw new ConfigError('DATABASE_POOLER', fault);
}

/** A pooler that keeps no names gives both clients one connection, which knows the statement's name already. */
async function requireNames(db: Database): Promise<void> {
  const named = sql`select ${1}::int`;
  await db.connection().execute(async (one) =>
    db.connection().execute(async (other) => {
      for (const connection of [one, other, one, other]) await named.execute(connection);
    }),
  );
}

/** A pooler may drop startup parameters that it does not know, and all our settings with them. */
async function findLostSettings(db: Database): Promise<string | null> {
  const asked = await sql<{
    value: string | null;
  }>`select current_setting(${marker.name}, true) as value`.execute(db);
  return asked.rows[0]?.value === marker.value ? null : `${remedy} (it drops the settings of a session)`;
}

interface Default {
  readonly name: string;
  readonly role: string;
  readonly database: string;
}

/** Through a pooler the server cannot set up its sessions: the role's own settings have to match. */
async function findOtherDefaults(db: Database): Promise<string | null> {
  const { rows } = await otherDefaults.execute(db);
  if (rows.length === 0) return null;
  const lines = rows.map(
    ({ name, role, database }) =>
      `ALTER ROLE ${role} IN DATABASE ${database} SET ${name} = '${meanings[name as keyof typeof meanings]}';`,
  );
  return `needs these defaults, since settings do not come through it; type: ${lines.join(' ')} and have the pooler connect anew`;
}

const names = Object.keys(meanings).filter((name) => name !== 'search_path');

/**
 * UTC has many names. DateStyle's first word sets the format. Of search_path only the first existing schema matters.
 */
const otherDefaults: RawBuilder<Default> = sql<Default>`
  select lower(name) as name, quote_ident(session_user) as role, quote_ident(current_database()) as database
  from (
    select name, setting, case lower(name) ${sql.join(
      names.map(
        (name) => sql`when ${sql.lit(name)} then ${sql.lit(meanings[name as keyof typeof meanings])}`,
      ),
      sql` `,
    )} end as wanted
    from pg_settings where lower(name) in (${sql.join(names.map((name) => sql.lit(name)))})
    union all
    select 'search_path', coalesce(current_schema(), ''), 'public'
  ) as settings
  where case lower(name)
    when 'timezone' then setting !~* '^(etc/)?(utc|uct|gmt|gmt[-+]?0|greenwich|universal|zulu)$'
    when 'datestyle' then setting not like 'ISO%'
    else setting <> wanted end
  order by 1`;
