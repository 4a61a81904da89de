import type { Closers } from '#tools/app/closers.ts';
import type { PeopleDatabase } from './database/people.ts';
import type { LoadGenerator } from './processes/load-generator.ts';
import type { ServerProcess } from './server-process.ts';
import type { Settings } from './settings.ts';

/** What every figure works with. */
export interface Bench {
  readonly settings: Settings;
  /** The maintenance database of the PostgreSQL server that is measured. */
  readonly postgresUrl: string;
  readonly people: PeopleDatabase;
  readonly server: ServerProcess;
  readonly load: LoadGenerator;
  /** The password of every account, and how it is stored. */
  readonly password: string;
  readonly storedPassword: string;
  readonly say: (line: string) => void;
  /** What a figure opens, so that the run closes it even when it is stopped. */
  readonly closers: Pick<Closers, 'add'>;
}

export interface Table {
  readonly title: string;
  /** How it was measured, and how to read it. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Measures in rounds, so that disturbances of the machine affect all compared values alike. */
export type Figure = (bench: Bench) => Promise<Table[]>;

/** Runs `measure` for each key in each round, every second round in reverse order. Returns each key's results. */
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
