/**
 * The settings that our statements and the driver's parsers rely on. A default of the role or database would change
 * what they mean (PostgreSQL, 19.1.3). Each connection sets them at its start, which overrides ALTER ROLE and ALTER
 * DATABASE.
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

/** Settings for time limits, for the way statements run and for messages. A user of a pooler need not change them. */
const tuning = {
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

/** Every setting of a session whose statements may take that long; 0: no limit. */
export function sessionSettings(statementTimeoutMillis: number): Record<string, string> {
  return { ...meanings, ...tuning, statement_timeout: String(statementTimeoutMillis) };
}

/** A setting of our own: a connection that has it received all the others too. */
export const marker = { name: 'quantpulse.session', value: 'pinned' };

/** The startup parameter `options` (PostgreSQL, 55.7), with blanks and backslashes of a value escaped. */
export function startupOptions(statementTimeoutMillis: number): string {
  const settings = { ...sessionSettings(statementTimeoutMillis), [marker.name]: marker.value };
  const flags = Object.entries(settings).map(
    ([name, value]) => `-c ${name}=${value.replaceAll(/[\\ ]/g, '\\$&')}`,
  );
  return flags.join(' ');
}
