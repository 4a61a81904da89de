import type { TrailRow } from '#server/identity/admin/audit-trail.repository.ts';

/**
 * What a spreadsheet takes for a formula (OWASP, CSV Injection): a sign in any width, behind blanks too. Where lists
 * are separated by semicolons, as in Russia, Excel begins a cell after each one, whatever the quotes say.
 */
const formula = /(^|[;\t\r\n])((?:[^\S\t\r\n]|[\u200b-\u200f\u2060])*[=+\-@＝＋－＠﹦﹢﹣﹫])/g;
const firstBreak = /^[\t\r\n]/;
const needsQuotes = /[",;\r\n\t]/;

/** One cell. What a program would run as a formula becomes text by an apostrophe before it. */
export function csvCell(value: string): string {
  const harmless = value.replaceAll(formula, "$1'$2").replace(firstBreak, "'$&");
  return needsQuotes.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const columns: Readonly<Record<string, (row: TrailRow) => string | null>> = {
  at: (row) => row.occurred_at.toISOString(),
  event: (row) => row.event,
  user_id: (row) => row.user_id,
  user_email: (row) => row.user_email,
  actor_id: (row) => row.actor_id,
  actor_email: (row) => row.actor_email,
  ip: (row) => row.ip_address,
  user_agent: (row) => row.device_info,
  session_id: (row) => row.session_id,
  request_id: (row) => row.request_id,
  details: (row) => JSON.stringify(row.details),
};

/** Events as CSV with a line of titles (RFC 4180). */
export function toCsv(rows: readonly TrailRow[]): string {
  const cells = rows.map((row) => Object.values(columns).map((cell) => csvCell(cell(row) ?? '')));
  return [Object.keys(columns), ...cells].map((line) => `${line.join(',')}\r\n`).join('');
}
