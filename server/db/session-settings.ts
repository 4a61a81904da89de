/**
 * What our statements and the driver's parsers take for granted. A role's or database's own default would change what
 * they mean (PostgreSQL, 19.1.3), so each connection says them at its start, which outranks ALTER ROLE and DATABASE.
 */
export const meanings = {
  search_path: 'public',
  timezone: 'UTC',
  datestyle: 'ISO',
  intervalstyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  row_security: 'on',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
} as const;

/** What changes how long and how a statement runs, or what is printed, and nothing a pooler's user has to mend. */
const comforts = {
  lc_monetary: 'C',
  lc_numeric: 'C',
  lc_time: 'C',
  jit: 'off',
  plan_cache_mode: 'auto',
  lock_timeout: '0',
  idle_session_timeout: '0',
  // A process that is stopped in the middle must not keep its locks.
  idle_in_transaction_session_timeout: '30000',
};

/** Every setting of a session, for statements that may take so long; 0: as long as they need. */
export function sessionSettings(statementTimeoutMillis: number): Record<string, string> {
  return { ...meanings, ...comforts, statement_timeout: String(statementTimeoutMillis) };
}

/** A setting of our own, by which a connection is known whose settings came through. */
export const marker = { name: 'quantpulse.session', value: 'pinned' };

/** The startup parameter `options` (PostgreSQL, 55.7): blanks and backslashes in a value are escaped. */
export function startupOptions(statementTimeoutMillis: number): string {
  const settings = { ...sessionSettings(statementTimeoutMillis), [marker.name]: marker.value };
  const flags = Object.entries(settings).map(
    ([name, value]) => `-c ${name}=${value.replaceAll(/[\\ ]/g, '\\$&')}`,
  );
  return flags.join(' ');
}
