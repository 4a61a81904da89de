import type { LegRow, NewLeg } from './transactions.repository.ts';
import { decimal, units } from '#shared/money/decimal.ts';
import { accounts, type Account, type Entry } from '#shared/money/entries.ts';

interface Leg {
  readonly account: Account;
  readonly instrumentId: string | null;
  readonly quantity: bigint | null;
  readonly currency: string;
  readonly amount: bigint;
  readonly base: bigint;
}

const isNothing = ({ amount, base, quantity }: Leg) => amount === 0n && base === 0n && quantity === null;

/** Cash and what is exchanged are of no instrument. */
const ofNone = new Set<Account>(['cash', 'fx']);

function partsOf({ pairs, instrumentId, quantity }: Entry): Leg[] {
  return pairs.flatMap(({ debit, credit, currency, amount, base }) =>
    ([debit, credit] as const).map((account, side) => ({
      account,
      instrumentId: ofNone.has(account) ? null : instrumentId,
      quantity: account === 'position' ? quantity : null,
      currency,
      amount: side === 0 ? amount : -amount,
      base: side === 0 ? base : -base,
    })),
  );
}

/** One leg of each account and currency, in the order of the accounts. */
function merged(parts: readonly Leg[]): Leg[] {
  const byAccount = new Map<string, Leg>();
  for (const part of parts) {
    const name = `${part.account}:${part.currency}`;
    const leg = byAccount.get(name);
    byAccount.set(
      name,
      leg ? { ...leg, amount: leg.amount + part.amount, base: leg.base + part.base } : part,
    );
  }
  return [...byAccount.values()].toSorted(
    (a, b) => accounts.indexOf(a.account) - accounts.indexOf(b.account),
  );
}

/**
 * The legs of an entry, to be kept. Fee and tax may take all cash that came, and leave a rest of rounding in the base
 * currency. Those parts are kept apart, since the database takes no leg of nothing.
 */
export function legsOf(entry: Entry): NewLeg[] {
  const parts = partsOf(entry);
  const kept = merged(parts).flatMap((leg) =>
    leg.amount === 0n && leg.base !== 0n
      ? parts.filter(({ account, currency }) => account === leg.account && currency === leg.currency)
      : [leg],
  );
  return kept.filter((leg) => !isNothing(leg)).map(written);
}

function written({ account, instrumentId, quantity, currency, amount, base }: Leg): NewLeg {
  return {
    account,
    instrument_id: instrumentId,
    quantity: quantity === null ? null : decimal(quantity),
    currency,
    amount: decimal(amount),
    base_amount: decimal(base),
  };
}

function read({ account, instrument_id, quantity, currency, amount, base_amount }: LegRow): Leg {
  return {
    account,
    instrumentId: instrument_id,
    quantity: quantity === null ? null : units(quantity),
    currency,
    amount: units(amount),
    base: units(base_amount),
  };
}

/** Kept legs as they are told. */
export function toldLegs(rows: readonly LegRow[]) {
  return merged(rows.map(read)).map(({ quantity, amount, base, ...leg }) => ({
    ...leg,
    quantity: quantity === null ? null : decimal(quantity),
    amount: decimal(amount),
    baseAmount: decimal(base),
  }));
}

/** The legs of what voids a row. */
export function negated(rows: readonly LegRow[]): NewLeg[] {
  return rows.map((row) => {
    const { quantity, amount, base, ...leg } = read(row);
    return written({ ...leg, quantity: quantity === null ? null : -quantity, amount: -amount, base: -base });
  });
}
