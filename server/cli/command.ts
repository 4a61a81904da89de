import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { print, say } from '#server/cli/terminal.ts';
import { firstLine } from '#server/db/migrations/files.ts';
import { unreachableLine } from '#server/db/unreachable.ts';

/** What the operator asked for is impossible; the message is one line that says what to do instead. */
export class CommandError extends Error {
  override name = 'CommandError';
}

type Flags = Readonly<Record<string, boolean | undefined>>;

interface Command {
  /** What `--help` prints. */
  readonly usage: string;
  /** The line for arguments that it does not know. */
  readonly whichCommand: string;
  /** Its options, none of which takes a value. */
  readonly flags?: readonly string[];
  readonly run: (words: string[], flags: Flags) => Promise<void>;
}

/** Errors written for the operator. Listed by name: the image has no embedded PostgreSQL to import. */
const expectedErrors = new Set(['CommandError', 'ConfigError', 'EmbeddedPostgresError', 'MigrationError']);

/** Runs an operator's command: `--help` prints its usage; a failure is one line and exit code 1. */
export async function runCommand(command: Command): Promise<void> {
  try {
    const { words, help, flags } = read(command);
    await (help ? print(command.usage) : command.run(words, flags));
  } catch (error) {
    say(explain(error));
    process.exitCode = 1;
  }
}

function read({ flags = [], whichCommand }: Command) {
  try {
    const { values, positionals } = parseArgs({
      args: withAddressesLast(process.argv.slice(2)),
      allowPositionals: true,
      options: optionsOf(flags),
    });
    const { help, ...rest } = values;
    return { words: positionals, help, flags: rest as Flags };
  } catch {
    throw new CommandError(whichCommand);
  }
}

/** An e-mail may begin with a dash, and is no option. */
function withAddressesLast(args: string[]): string[] {
  const addresses = args.filter((arg) => /^-.*@/.test(arg));
  if (addresses.length === 0 || args.includes('--')) return args;
  return [...args.filter((arg) => !addresses.includes(arg)), '--', ...addresses];
}

function optionsOf(flags: readonly string[]): ParseArgsOptionsConfig {
  const own = flags.map((name) => [name, { type: 'boolean' }] as const);
  return { help: { type: 'boolean', short: 'h' }, ...Object.fromEntries(own) };
}

function explain(error: unknown): string {
  const line = firstLine(error);
  if (error instanceof Error && expectedErrors.has(error.name)) return line;
  return unreachableLine(error) ?? `Failed: ${line}`;
}
