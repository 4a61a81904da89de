import type { ErrorCode, ErrorParams, FieldErrors } from '#shared/errors.ts';
import type { Repositories } from '#server/repositories.ts';
import type { Day } from '#shared/money/days.ts';

/** Who asks, what day it is for them, and what they ask. */
export interface Asked<Input> {
  readonly userId: string;
  readonly today: Day;
  readonly input: Input;
}

/** What readings are made from. */
export type ReadingRepositories = Pick<
  Repositories,
  'books' | 'ends' | 'instruments' | 'ledgers' | 'lots' | 'reached' | 'transactions'
>;

/** What a reading will take, known before it is reckoned. */
export interface Work<Output> {
  readonly transactions: number;
  readonly days: number;
  /** The most positions that are valued, each day anew, and rates that are read for all days. */
  readonly valuations: number;
  reckon(): Promise<Output>;
}

/** Figures of a person's money that change only when it does, or a day passes. All is read in one snapshot. */
export interface Reading<Input, Output> {
  /** The procedure that tells them. */
  readonly name: string;
  open(kept: ReadingRepositories, asked: Asked<Input>): Promise<Work<Output>>;
}

/** More than this would keep all others waiting: it is reckoned in another thread. */
const most = { transactions: 5000, days: 20_000, valuations: 50_000 };

const isLong = ({ transactions, days, valuations }: Omit<Work<unknown>, 'reckon'>) =>
  transactions > most.transactions || days > most.days || valuations > most.valuations;

/** A reading as it is told, and what it was made from. */
export interface Told {
  /** The ledger's two numbers. */
  readonly revisions: string;
  /** The answer as JSON. */
  readonly text: string;
}

/** Reckons a reading in a snapshot, or null where that is for another thread. The ledger's row is read first. */
export async function tellIn<Input, Output>(
  kept: ReadingRepositories,
  reading: Reading<Input, Output>,
  { isAnyLength, ...asked }: Asked<Input> & { isAnyLength: boolean },
): Promise<Told | null> {
  const revisions = await kept.ledgers.findRevisions(asked.userId);
  const work = await reading.open(kept, asked);
  if (isLong(work) && !isAnyLength) return null;
  return { revisions, text: JSON.stringify(await work.reckon()) };
}

/** What comes back from another thread. An error of a class of ours does not travel. */
export type ReadingAnswer =
  | { readonly told: Told }
  | {
      readonly refused: {
        readonly code: ErrorCode;
        readonly params?: ErrorParams;
        readonly fields?: FieldErrors;
        /** For the log. */
        readonly cause?: unknown;
      };
    };
