import { unreachableLine } from '#server/db/unreachable.ts';
import { ignoreOutputErrors } from '#server/output-errors.ts';

// A reader that closes the pipe early (`head`) must not end a command before it has closed the database.
ignoreOutputErrors(process.stdout, process.stderr);

/** A line of what the command was asked for. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress goes beside the answer, so that the answer can be piped. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The one clear line of a failure; a stack helps nobody who only typed a command. */
export function complain(error: unknown): void {
  say(unreachableLine(error) ?? messageOf(error));
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.split('\n')[0] ?? '';
}
