import type { InstrumentRow } from '#server/money/instruments/instruments.repository.ts';
import type { Instrument } from '#shared/money/instruments.ts';
import { decimal, units } from '#shared/money/decimal.ts';

/** The public shape of an instrument. */
export function toInstrument(row: InstrumentRow): Instrument {
  return {
    id: row.id,
    symbol: row.symbol,
    name: row.name,
    kind: row.kind,
    currency: row.currency,
    multiplier: decimal(units(row.multiplier)),
    payout: row.payout,
    isin: row.isin,
    mic: row.mic,
    underlying: row.underlying,
    strike: row.strike === null ? null : decimal(units(row.strike)),
    expiresAt: row.expires_at?.toISOString() ?? null,
    right: row.option_right,
    marketSymbol: row.market_symbol,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  };
}
