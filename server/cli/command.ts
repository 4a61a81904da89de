import { firstLine } from '#server/db/migrations/files.ts';
import { surviveLostReaders } from '#server/lost-readers.ts';
import { unreachableLine } from '#server/db/unreachable.ts';

/** The operator asked for what cannot be done; the message is one line that says what to do instead. */
export class CommandError extends Error {
  override name = 'CommandError';
}

interface Command {
  readonly usage: string;
  readonly run: (parameters: string[]) => Promise<void>;
}

/** Their messages are written for whoever types the command. By name: the image has no embedded PostgreSQL to import. */
const expectedErrors = new Set(['CommandError', 'ConfigError', 'EmbeddedPostgresError', 'MigrationError']);

/** Progress goes beside the answer, so that the answer can be piped. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The answer of a command. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs an operator's command: `--help` prints its usage; a failure is one line and exit code 1. */
export async function runCommand({ usage, run }: Command): Promise<void> {
  const parameters = process.argv.slice(2);
  if (parameters.some((parameter) => parameter === '--help' || parameter === '-h')) return print(usage);
  // A reader that has seen enough, `head` say, must not end the command before it has closed the database.
  surviveLostReaders(process.stdout, process.stderr);
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
