/** A migration or the schema stands in the way: one line that names the migration. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** The first line of whatever was thrown; PostgreSQL's messages may have more. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message || codeOf(error) : String(error);
  return message.split('\n', 1)[0] ?? '';
}

/** Refused connections to a name with several addresses have a code and no message. */
function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
