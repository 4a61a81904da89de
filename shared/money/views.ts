import type { Entry, Pair } from '#shared/money/entries.ts';
import type { Day } from '#shared/money/days.ts';
import type { Holdings, Moved } from '#shared/money/ledger.ts';
import { mark, type Books } from '#shared/money/valuation.ts';

/** What a range looks at: a whole portfolio, or one instrument. */
export interface View {
  readonly hasCapital: boolean;
  readonly includes: (instrumentId: string) => boolean;
  readonly counts: (entry: Entry) => boolean;
  /** The entry with the pairs whose balances are part of the value. */
  readonly seen: (entry: Entry) => Pick<Entry, 'pairs'>;
  readonly value: (holdings: Holdings, day: Day) => bigint;
  readonly isHeld: (holdings: Holdings) => boolean;
  readonly opens: (entry: Entry, moved: Moved | null) => boolean;
  readonly flows: (entry: Entry, moved: Moved | null) => bigint[];
}

export function wholeView(books: Books): View {
  return {
    hasCapital: true,
    includes: () => true,
    counts: () => true,
    seen: (entry) => entry,
    value: (holdings, day) =>
      holdings.held().reduce((sum, [id, holding]) => sum + mark(books, day, [id, holding]).valueBase, 0n),
    isHeld: () => true,
    opens: () => true,
    flows: externalFlows,
  };
}

const openingTypes = new Set<Entry['type']>(['buy', 'short', 'transfer_in']);

export function aloneView(books: Books, id: string): View {
  const withoutCash = ({ debit, credit }: Pair) => debit !== 'cash' && credit !== 'cash';
  const settlementOf = (pair: Pair): Pair[] => {
    if (withoutCash(pair)) return [pair];
    // A settlement also moves cash, which is not the instrument's.
    if (pair.credit === 'settlement') return [{ ...pair, debit: 'external' }];
    return [];
  };
  return {
    hasCapital: books.instrument(id).kind !== 'future',
    includes: (instrumentId) => instrumentId === id,
    counts: ({ instrumentId }) => instrumentId === id,
    seen: ({ pairs }) => ({ pairs: pairs.flatMap(settlementOf) }),
    value: (holdings, day) => {
      const holding = holdings.of(id);
      return holding.quantity === 0n ? 0n : mark(books, day, [id, holding]).valueBase;
    },
    isHeld: (holdings) => holdings.of(id).quantity !== 0n,
    opens: (entry, moved) => (entry.instrumentId === id && openingTypes.has(entry.type)) || moved?.to === id,
    flows: ({ instrumentId, pairs }, moved) => [
      ...(instrumentId === id ? flowsThrough(pairs, ['cash', 'external']) : []),
      ...(moved?.from === id ? [-moved.valueBase] : []),
      ...(moved?.to === id ? [moved.valueBase] : []),
    ],
  };
}

/** What an entry brings into its portfolio, or takes out (below 0), in the base currency. */
export const externalFlows = ({ pairs }: Pick<Entry, 'pairs'>) => flowsThrough(pairs, ['external']);

/** What pairs bring in through accounts that stand outside, one by one. */
function flowsThrough(pairs: readonly Pair[], outside: readonly string[]): bigint[] {
  return pairs
    .map(
      ({ debit, credit, base }) =>
        (outside.includes(credit) ? base : 0n) - (outside.includes(debit) ? base : 0n),
    )
    .filter((amount) => amount !== 0n);
}
