import type { Reached } from '#server/money/transactions/reached.service.ts';
import { writeDay } from '#shared/money/days.ts';
import { decimal, type Decimal } from '#shared/money/decimal.ts';
import { Holdings, type Match } from '#shared/money/ledger.ts';
import type { Lot } from '#shared/money/lots.ts';
import type { Lots } from '#shared/money/positions.ts';

/** The lots of one instrument, oldest first, and what was closed, in the order of the ledger. */
export function toLots({ portfolio, entries, currentName }: Reached, instrumentId: string): Lots {
  const holdings = new Holdings(portfolio, currentName);
  const matches: Match[] = [];
  for (const entry of entries) {
    const applied = holdings.apply(entry);
    if (entry.instrumentId === instrumentId) matches.push(...applied.matches);
  }
  return { open: holdings.of(instrumentId).lots().map(toOpenLot), matches: matches.map(toClosedLot) };
}

function texts<Names extends string>(figures: Readonly<Record<Names, bigint>>): Record<Names, Decimal> {
  const written = Object.entries<bigint>(figures).map(([name, figure]) => [name, decimal(figure)]);
  return Object.fromEntries(written) as Record<Names, Decimal>;
}

function toOpenLot({ lot, day, opening: _opening, ...figures }: Lot) {
  return { lot, date: writeDay(day), ...texts(figures) };
}

function toClosedLot(match: Match) {
  const { closedBy, lot, kind, fee, feeBase, quantity, proceeds, proceedsBase } = match;
  const { closeFee, closeFeeBase, cost, costBase, gain, gainBase } = match;
  const closed = { quantity, proceeds, proceedsBase, closeFee, closeFeeBase };
  const opened = { cost, costBase, openFee: fee, openFeeBase: feeBase };
  return { closedBy, lot, kind, ...texts({ ...closed, ...opened, gain, gainBase }) };
}
