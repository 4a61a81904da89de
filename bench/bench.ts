import type { Closers } from '#tools/app/closers.ts';
import type { PeopleDatabase } from './database/people.ts';
import type { LoadGenerator } from './processes/load-generator.ts';
import type { ServerProcess } from './server-process.ts';
import type { Settings } from './settings.ts';

/** What every figure works with. */
export interface Bench {
  readonly settings: Settings;
  /** The maintenance database of the PostgreSQL that is measured with. */
  readonly postgresUrl: string;
  readonly people: PeopleDatabase;
  readonly server: ServerProcess;
  readonly load: LoadGenerator;
  /** Everybody's password, and how it is stored. */
  readonly password: string;
  readonly storedPassword: string;
  readonly say: (line: string) => void;
  /** What a figure opens and the run must end, even one that is stopped. */
  readonly closers: Pick<Closers, 'add'>;
}

export interface Table {
  readonly title: string;
  /** How it was measured, and how to read it. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A figure measures by rounds, so that what the machine does meanwhile falls on all that is compared. */
export type Figure = (bench: Bench) => Promise<Table[]>;

/** Does `measure` in each round, every other one in reverse order, and returns each key's results. */
export async function interleave<Key extends string, Result>(
  { settings, say }: Pick<Bench, 'settings' | 'say'>,
  keys: readonly Key[],
  measure: (key: Key) => Promise<Result>,
): Promise<Record<Key, Result[]>> {
  const results = Object.fromEntries(keys.map((key) => [key, new Array<Result>()])) as Record<Key, Result[]>;
  for (let round = 0; round < settings.rounds; round += 1) {
    say(`  round ${round + 1} of ${settings.rounds}`);
    for (const key of round % 2 === 0 ? keys : keys.toReversed()) results[key].push(await measure(key));
  }
  return results;
}
