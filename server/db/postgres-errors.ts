/** What a failed statement means to the caller. */
export type DatabaseErrorKind = 'unavailable' | 'bad-value' | { readonly unique: string };

/** SQLSTATE (PostgreSQL, appendix A) of values that no column can hold: the caller's mistake. */
const badValueCodes = new Set([
  '22021', // character_not_in_repertoire
  '22P02', // invalid_text_representation
  '22001', // string_data_right_truncation
  '22003', // numeric_value_out_of_range
  '22008', // datetime_field_overflow: the year 0
]);

/** SQLSTATE of conditions that pass: the same call may succeed a moment later. */
const unavailableCodes = new Set([
  '25006', // read_only_sql_transaction: a standby during a failover, or a disk that the operator saves
  '55P03', // lock_not_available
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '25P03', // idle_in_transaction_session_timeout
  '25P04', // transaction_timeout
  '3D000', // invalid_catalog_name: no such database
  '26000', // invalid_sql_statement_name: a pooler gave the connection to another
  '42P05', // duplicate_prepared_statement: the same
]);

/**
 * Whole classes that count as unavailable. 08: connection_exception. 28: invalid_authorization (wrong password, no line
 * in pg_hba.conf). 53: insufficient_resources (disk full, no memory). 57: operator_intervention (shutdown, cancelled
 * statement). 58: system_error (a failing disk).
 *
 * Our statements cause none of them. The operator has to act; the caller need not know why.
 */
const unavailableClasses = /^(08|28|53|57|58)[0-9A-Z]{3}$/;

/** Node's error codes of a broken connection. */
const brokenCodes = new Set(
  'ECONNRESET ECONNABORTED EPIPE ETIMEDOUT EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN ENOBUFS ENOMEM'.split(
    ' ',
  ),
);

/** Error codes of OpenSSL and Node for a broken TLS connection. */
const tlsCodes = /^(ERR_TLS_|ERR_SSL_|EPROTO$)/;

/** Errors of connections that were never made: with any code, and a message in any language. */
const unconnected = new WeakSet<Error>();

/** Marks an error as "the database is away"; for code that opens connections. */
export function noteUnconnected(error: unknown): void {
  if (error instanceof Error) unconnected.add(error);
}

/** The driver and Kysely give these no code, so the message decides. */
const driverMessages =
  /^(Connection terminated|Query read timeout$|timeout exceeded when trying to connect$|timeout expired$|Client has encountered a connection error|Client was closed and is not queryable|Cannot use a pool after calling end|driver has already been destroyed$|The server does not support SSL connections$|There was an error establishing an SSL connection$|SASL: |Postgres connection has been discarded$)/;

/** The kind of a database error: unavailable, a value no column can hold, or a unique conflict. Null: a bug. */
export function classifyDatabaseError(error: unknown): DatabaseErrorKind | null {
  const constraint = violatedConstraint(error);
  if (constraint !== null) return { unique: constraint };
  const code = codeOf(error);
  if (code !== undefined && badValueCodes.has(code)) return 'bad-value';
  return isUnavailable(error, code) ? 'unavailable' : null;
}

/** The unique index or constraint a row was refused by (23505 unique_violation), or null. */
export function violatedConstraint(error: unknown): string | null {
  if (codeOf(error) !== '23505') return null;
  return error instanceof Error && 'constraint' in error ? String(error.constraint) : '';
}

function isUnavailable(error: unknown, code: string | undefined): boolean {
  if (error instanceof Error && unconnected.has(error)) return true;
  if (code === undefined) return error instanceof Error && driverMessages.test(error.message);
  if (unavailableCodes.has(code) || unavailableClasses.test(code)) return true;
  return isRefusedConnection(error) || isStalePlan(error) || isNetworkFailure(error);
}

/** True when PostgreSQL refused or ended the connection: an operator or the machine did that, never a statement. */
function isRefusedConnection(error: unknown): boolean {
  if (error instanceof Error && unconnected.has(error)) return true;
  const severity = error instanceof Error && 'severity' in error ? error.severity : undefined;
  return severity === 'FATAL' || severity === 'PANIC' || tlsCodes.test(codeOf(error) ?? '');
}

/**
 * A prepared statement whose result has changed its columns or types. Whatever the language of its messages, PostgreSQL
 * names the function that reports it (plancache.c).
 */
export function isStalePlan(error: unknown): boolean {
  if (codeOf(error) !== '0A000' || !(error instanceof Error)) return false;
  return 'routine' in error && error.routine === 'RevalidateCachedQuery';
}

/** True when the database could not be asked: no connection was made, or it broke. */
export function isUnreachable(error: unknown): boolean {
  if (classifyDatabaseError(error) !== 'unavailable') return false;
  const code = codeOf(error);
  if (code === undefined || isRefusedConnection(error) || isNetworkFailure(error)) return true;
  return /^(08|28|3D|57P)/.test(code);
}

/**
 * A connection that broke or could not be made: no listener, no file descriptor or port left, not allowed. Only errors
 * of sockets count: files fail with codes of their own.
 */
function isNetworkFailure(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isNetworkFailure);
  const syscall = error instanceof Error && 'syscall' in error ? error.syscall : undefined;
  if (typeof syscall !== 'string') return false;
  if (/^(connect|getaddrinfo)/.test(syscall)) return true;
  return /^(read|write|shutdown)/.test(syscall) && brokenCodes.has(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
