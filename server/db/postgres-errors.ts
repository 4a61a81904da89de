/** What a failed statement means to the caller. */
export type DatabaseErrorKind = 'unavailable' | 'bad-value' | { readonly unique: string };

/** SQLSTATE (PostgreSQL, appendix A) of values that no column can hold: the caller's mistake. */
const badValueCodes = new Set([
  '22021', // character_not_in_repertoire
  '22P02', // invalid_text_representation
  '22001', // string_data_right_truncation
  '22003', // numeric_value_out_of_range
]);

/** SQLSTATE of what passes by itself: the same call may succeed a moment later. */
const unavailableCodes = new Set([
  '25006', // read_only_sql_transaction: a standby during a failover
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57014', // query_canceled: statement_timeout
  '55P03', // lock_not_available
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '25P03', // idle_in_transaction_session_timeout
]);

/** Class 08 is connection_exception. */
const connectionException = /^08[0-9A-Z]{3}$/;

/** Node's codes of a connection that cannot be made or broke; ENOENT is a socket file that is gone. */
const networkCodes = new Set(
  'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ENOENT ETIMEDOUT EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN ENOTFOUND EAI_AGAIN'.split(
    ' ',
  ),
);

/** The driver and Kysely give these no code: the message is all there is. */
const driverMessages =
  /^(Connection terminated|Query read timeout$|timeout exceeded when trying to connect$|timeout expired$|Client has encountered a connection error|Client was closed and is not queryable|Cannot use a pool after calling end|driver has already been destroyed$|Postgres connection has been discarded$)/;

/** Tells apart what the database refused for now, what no column can hold, and who came second; null: a bug. */
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
  if (code === undefined) return error instanceof Error && driverMessages.test(error.message);
  return unavailableCodes.has(code) || connectionException.test(code) || isNetworkFailure(error, code);
}

/** Only from a system call: other errors of Node may carry ENOENT too. */
function isNetworkFailure(error: unknown, code: string): boolean {
  if (!networkCodes.has(code)) return false;
  if (error instanceof AggregateError) return true;
  const syscall = error instanceof Error && 'syscall' in error ? error.syscall : undefined;
  return typeof syscall === 'string' && /^(connect|read|write|getaddrinfo|shutdown)/.test(syscall);
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
