/** Its message is one line for an operator: what is wrong, and `DATABASE_URL` as the way out. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(problem: string, cause?: unknown) {
    super(`${oneLine(problem)}; or set DATABASE_URL to a PostgreSQL of your own`, { cause });
  }
}

/** A refusal of the file system or of a child process, in the operator's words. */
export function explained(dataFolder: string, error: unknown): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new EmbeddedPostgresError(
    `The embedded PostgreSQL cannot use ${dataFolder} (${oneLine(reason)}): make it readable and writable`,
    error,
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll(' )', ')').trim();
}
