import { unreachableLine } from '#server/db/unreachable.ts';
import { ignoreOutputErrors } from '#server/output-errors.ts';

ignoreOutputErrors(process.stdout, process.stderr);

/** A line for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The one clear line of a failure; a stack helps nobody who only typed a command. */
export function complain(error: unknown): void {
  process.stderr.write(`${unreachableLine(error) ?? messageOf(error)}\n`);
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.split('\n')[0] ?? '';
}
