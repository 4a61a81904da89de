import { firstLine } from '#server/db/migrations/files.ts';
import { ignoreOutputErrors } from '#server/output-errors.ts';
import { unreachableLine } from '#server/db/unreachable.ts';

/** What the operator asked for is impossible; the message is one line that says what to do instead. */
export class CommandError extends Error {
  override name = 'CommandError';
}

interface Command {
  readonly usage: string;
  readonly run: (parameters: string[]) => Promise<void>;
}

/** Errors written for the operator. Listed by name: the image has no embedded PostgreSQL to import. */
const expectedErrors = new Set(['CommandError', 'ConfigError', 'EmbeddedPostgresError', 'MigrationError']);

/** Writes progress to stderr, so that stdout can be piped. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Writes the answer of a command to stdout. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs an operator's command: `--help` prints its usage; a failure is one line and exit code 1. */
export async function runCommand({ usage, run }: Command): Promise<void> {
  const parameters = process.argv.slice(2);
  if (parameters.some((parameter) => parameter === '--help' || parameter === '-h')) return print(usage);
  // A reader that closes the pipe early (`head`) must not end the command before it has closed the database.
  ignoreOutputErrors(process.stdout, process.stderr);
  try {
    await run(parameters);
  } catch (error) {
    say(explain(error));
    process.exitCode = 1;
  }
}

function explain(error: unknown): string {
  const line = firstLine(error);
  if (error instanceof Error && expectedErrors.has(error.name)) return line;
  return unreachableLine(error) ?? `Failed: ${line}`;
}
