import type { Entry, PortfolioRules } from '#shared/money/entries.ts';
import { Holding, type Sum } from '#shared/money/holding.ts';
import { addAmounts, mapAmounts, type Closed, type Lot } from '#shared/money/lots.ts';
import { MoneyRefusal, RefusedAt } from '#shared/money/refusals.ts';
import { take } from '#shared/money/rounding.ts';

/** What a closing transaction made of a part of a lot. Figures are in units. */
export interface Match extends Closed {
  readonly closedBy: string;
  readonly instrumentId: string;
  readonly kind: 'disposal' | 'transfer';
  readonly proceeds: bigint;
  readonly proceedsBase: bigint;
  readonly closeFee: bigint;
  readonly closeFeeBase: bigint;
  readonly gain: bigint;
  readonly gainBase: bigint;
}

/** What a merger or spin-off moved from one instrument to another. */
export interface Moved {
  readonly entry: Entry;
  readonly from: string;
  readonly to: string;
  /** The values of the lots moved, in the base currency. */
  readonly valueBase: bigint;
}

/** Where an entry stands in a ledger. */
export type Place = Pick<Entry, 'id' | 'day' | 'seq' | 'exchange'>;

const exchangeRank = ({ exchange }: Place) => (exchange ? 0 : 1);

/** The order of a ledger: by day, exchanges first, then as entered. */
export function byLedger(a: Place, b: Place): number {
  return a.day - b.day || exchangeRank(a) - exchangeRank(b) || a.seq - b.seq || (a.id < b.id ? -1 : 1);
}

const opens = new Set(['buy', 'short', 'transfer_in']);

/** The holdings of one portfolio, as its entries make them one after another. */
export class Holdings {
  readonly #portfolio: PortfolioRules;
  readonly #byInstrument = new Map<string, Holding>();
  /** What a name of a lot stands for today: a replaced transaction answers for the one that replaced it. */
  readonly #currentName: (lot: string) => string;
  /** Whether lots stand at what prices made of them, and not at what was entered. */
  #isMarked = false;

  constructor(portfolio: PortfolioRules, currentName: (lot: string) => string = (lot) => lot) {
    this.#portfolio = portfolio;
    this.#currentName = currentName;
  }

  of(instrumentId: string): Holding {
    const holding = this.#byInstrument.get(instrumentId) ?? new Holding(this.#portfolio.costMethod);
    this.#byInstrument.set(instrumentId, holding);
    return holding;
  }

  /** Begins with lots that were kept; what those add up to that were left unread stands in `rest`. */
  put(instrumentId: string, lots: readonly Lot[], rest?: Sum): void {
    this.#byInstrument.set(instrumentId, new Holding(this.#portfolio.costMethod, lots, rest));
  }

  /** Those with a quantity, by instrument. */
  held(): [string, Holding][] {
    return [...this.#byInstrument].filter(([, { quantity }]) => quantity !== 0n);
  }

  /** A copy in which `lotsOf` says what each holding is made of, and what prices make of it. */
  copy(lotsOf: (instrumentId: string, holding: Holding) => readonly Lot[]): Holdings {
    const copy = new Holdings(this.#portfolio, this.#currentName);
    copy.#isMarked = true;
    for (const [id, holding] of this.held())
      copy.#byInstrument.set(id, new Holding(this.#portfolio.costMethod, lotsOf(id, holding)));
    return copy;
  }

  /** Applies one entry; `RefusedAt` where the holdings do not allow it. */
  apply(entry: Entry): { matches: Match[]; moved: Moved | null } {
    try {
      return this.#apply(entry);
    } catch (error) {
      throw error instanceof MoneyRefusal ? new RefusedAt(entry.id, error) : error;
    }
  }

  #apply(entry: Entry): { matches: Match[]; moved: Moved | null } {
    const { instrumentId, exchange, quantity, type } = entry;
    if (instrumentId === null) return nothing;
    if (exchange) return { matches: [], moved: this.#exchange(entry, instrumentId) };
    if (quantity === 0n) return nothing;
    const holding = this.of(instrumentId);
    if (opens.has(type)) {
      holding.open(openedBy(entry));
      this.#requireRange(holding);
      return nothing;
    }
    const named = entry.lots.map((part) => ({ ...part, lot: this.#currentName(part.lot) }));
    return { matches: matched(entry, instrumentId, holding.close(-quantity, named)), moved: null };
  }

  /** A range that begins with marked lots was judged when its entries were recorded. */
  #requireRange(holding: Holding): void {
    if (!this.#isMarked && !holding.isInRange) throw new MoneyRefusal('AMOUNT_OUT_OF_RANGE');
  }

  #exchange(entry: Entry, instrumentId: string): Moved | null {
    const { exchange } = entry;
    const source = this.of(instrumentId);
    if (!exchange || source.quantity === 0n) return null;
    const { toInstrumentId, numerator, denominator, costFraction } = exchange;
    if (toInstrumentId === null) {
      source.split(numerator, denominator);
      this.#requireRange(source);
      return null;
    }
    const quantity = (source.quantity * numerator) / denominator;
    const lots = entry.type === 'merger' ? source.releaseAll() : source.release(costFraction);
    const target = this.of(toInstrumentId);
    target.receive(lots, quantity);
    this.#requireRange(target);
    const { valueBase } = lots.reduce(addAmounts, noAmounts);
    return { entry, from: instrumentId, to: toInstrumentId, valueBase };
  }
}

const nothing: { matches: Match[]; moved: Moved | null } = { matches: [], moved: null };
const noAmounts = mapAmounts(() => 0n);

function openedBy(entry: Entry): Lot {
  const { id, day, seq, quantity, amount, amountBase, fee, feeBase, fxRate, acquired } = entry;
  return {
    lot: id,
    day: acquired?.day ?? day,
    opening: { day, seq, id },
    quantity,
    fxRate,
    cost: acquired?.cost ?? amount,
    costBase: acquired?.costBase ?? amountBase,
    fee,
    feeBase,
    value: amount,
    valueBase: amountBase,
  };
}

/** Divides the proceeds and the fee of a closing among the parts that it closed, in their order. */
function matched(entry: Entry, instrumentId: string, closed: readonly Closed[]): Match[] {
  const kind = entry.type === 'transfer_out' ? 'transfer' : 'disposal';
  let left = {
    quantity: -entry.quantity,
    proceeds: -entry.amount,
    proceedsBase: -entry.amountBase,
    closeFee: entry.fee,
    closeFeeBase: entry.feeBase,
  };
  return closed.map((part) => {
    const share = (amount: bigint) => take(amount, part.quantity, left.quantity);
    const own = {
      proceeds: share(left.proceeds),
      proceedsBase: share(left.proceedsBase),
      closeFee: share(left.closeFee),
      closeFeeBase: share(left.closeFeeBase),
    };
    left = {
      quantity: left.quantity - part.quantity,
      proceeds: left.proceeds - own.proceeds,
      proceedsBase: left.proceedsBase - own.proceedsBase,
      closeFee: left.closeFee - own.closeFee,
      closeFeeBase: left.closeFeeBase - own.closeFeeBase,
    };
    const isSold = kind === 'disposal';
    const gain = isSold ? own.proceeds - part.cost - part.fee - own.closeFee : 0n;
    const gainBase = isSold ? own.proceedsBase - part.costBase - part.feeBase - own.closeFeeBase : 0n;
    return { ...part, closedBy: entry.id, instrumentId, kind, ...own, gain, gainBase };
  });
}
