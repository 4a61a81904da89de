import { sql, type Transaction } from 'kysely';
import pg from 'pg';
import { createDatabase } from '#server/db/database.ts';
import type { DB } from '#server/db/schema.ts';
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

interface Urls {
  /** The role that owns the tables and migrates. */
  readonly owner: string;
  /** The one the server signs in as. */
  readonly server: string;
}

/** Any number that no other advisory lock of this database has. Two grants at once would fail on each other's rows. */
const grantLock = 7_205_759_404;

/** Tables that the server reads and never writes. */
const readOnly = ['kysely_migration', 'kysely_migration_lock', 'migration_hashes', 'permissions'];
/** Tables that the server only adds to; forget_audit_events() removes old rows. */
const appendOnly = ['audit_events'];
/** 28P01 invalid_password, 28000 invalid_authorization_specification */
const wrongPassword = ['28P01', '28000'];

/**
 * Makes the server's role if it is missing, and grants only what it needs. Does nothing where both URLs name one role.
 */
export async function grantServerRole(urls: Urls, say: (line: string) => void): Promise<void> {
  const { user: role = '', password = '' } = new pg.Client(urls.server);
  const db = createDatabase(urls.owner, { maxConnections: 1, applicationName: 'quantpulse-migrate' });
  try {
    await db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(grantLock)})`.execute(transaction);
      const found = await findRole(transaction, role);
      if (found?.isOwner) return;
      if (found?.hasTooMuch)
        return say(`The server's role ${role} may more than it should; it is left as it is`);
      if (!found || !(await canSignInBy(urls.server))) {
        say(`${found ? 'Setting the password of' : 'Making'} the server's role ${role}`);
        await letSignIn(transaction, { role, isNew: !found, password: password ?? '' });
      }
      await grant(transaction, role);
    });
  } finally {
    await db.destroy();
  }
}

/** False only when the password is wrong; a pooler that is away proves nothing. */
async function canSignInBy(url: string): Promise<boolean> {
  const db = createDatabase(url, { maxConnections: 1, applicationName: 'quantpulse-migrate' });
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && wrongPassword.includes(String(error.code)));
  } finally {
    await db.destroy();
  }
}

async function findRole(db: Transaction<DB>, role: string) {
  const { rows } = await sql<{ isOwner: boolean; hasTooMuch: boolean }>`
    select rolname = current_user as "isOwner",
           rolsuper or rolcreaterole or rolcreatedb or pg_has_role(oid, current_user, 'member') as "hasTooMuch"
    from pg_roles where rolname = ${role}`.execute(db);
  return rows[0];
}

/** A new role has no attribute that must be denied. The database gets the verifier, never the password. */
async function letSignIn(
  db: Transaction<DB>,
  { role, isNew, password }: { role: string; isNew: boolean; password: string },
): Promise<void> {
  const verb = sql.raw(isNew ? 'create' : 'alter');
  await sql`${verb} role ${sql.id(role)} login password ${sql.lit(scramVerifier(password))}`.execute(db);
}

async function grant(db: Transaction<DB>, role: string): Promise<void> {
  const to = sql.id(role);
  const { rows } = await sql<{ schema: string; database: string; ownsDatabase: boolean }>`
    select current_schema() as schema, datname as database, datdba = current_user::regrole as "ownsDatabase"
    from pg_database where datname = current_database()`.execute(db);
  const { schema: schemaName = 'public', database = '', ownsDatabase = false } = rows[0] ?? {};
  const schema = sql.id(schemaName);
  if (ownsDatabase) await closeDatabase(db, database, schemaName);
  await sql`grant connect on database ${sql.id(database)} to ${to}`.execute(db);
  await sql`revoke create on schema ${schema} from ${to}`.execute(db);
  await sql`grant usage on schema ${schema} to ${to}`.execute(db);
  // A trigger of a migration may write to a table of the same migration, before the grants below.
  await sql`alter default privileges in schema ${schema}
    grant select, insert, update, delete on tables to ${to}`.execute(db);
  for (const name of await ownTables(db)) {
    const table = sql.id(schemaName, name);
    await sql`revoke all on ${table} from ${to}`.execute(db);
    await sql`grant ${rightsOn(name)} on ${table} to ${to}`.execute(db);
  }
  // A restored dump may lack the first of these.
  await sql`revoke all on function forget_audit_events(integer, integer) from public`.execute(db);
  await sql`grant execute on function forget_audit_events(integer, integer) to ${to}`.execute(db);
}

/** Revokes what PostgreSQL allows every role, in a database that belongs to this program alone. */
async function closeDatabase(db: Transaction<DB>, database: string, schema: string): Promise<void> {
  await sql`revoke create, temporary on database ${sql.id(database)} from public`.execute(db);
  await sql`revoke create on schema ${sql.id(schema)} from public`.execute(db);
}

async function ownTables(db: Transaction<DB>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relowner = current_user::regrole
      and relkind in ('r', 'p') order by relname`.execute(db);
  return rows.map(({ name }) => name);
}

function rightsOn(table: string) {
  if (readOnly.includes(table)) return sql`select`;
  return appendOnly.includes(table) ? sql`select, insert` : sql`select, insert, update, delete`;
}

/** PostgreSQL's default. The password is random, so more iterations would not help. */
const iterations = 4096;

/**
 * The verifier that PostgreSQL stores for a password (RFC 5803, format of pg_authid). It is sent instead of the
 * password, so that no statement log ever holds one.
 */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest('base64');
  const serverKey = keyed('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
