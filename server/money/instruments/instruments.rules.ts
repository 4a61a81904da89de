import { AppError } from '#server/errors/app-error.ts';
import type { InstrumentRow, InstrumentValues } from '#server/money/instruments/instruments.repository.ts';
import { units } from '#shared/money/decimal.ts';
import {
  samplePrefix,
  type InstrumentKind,
  type Payout,
  type UpdateInstrumentInput,
} from '#shared/money/instruments.ts';

type Terms = Pick<InstrumentRow, 'kind' | 'currency' | 'multiplier' | 'payout'>;

/** The columns of what was given; what was not stays. */
export function columnsOf(input: Omit<UpdateInstrumentInput, 'instrumentId' | 'version'>): InstrumentValues {
  return {
    symbol: input.symbol,
    name: input.name,
    kind: input.kind,
    currency: input.currency,
    multiplier: input.multiplier,
    payout: input.payout,
    isin: input.isin,
    mic: input.mic,
    underlying: input.underlying,
    strike: input.strike,
    expires_at: input.expiresAt,
    option_right: input.right,
    market_symbol: input.marketSymbol,
  };
}

function isOfSamples(symbol: string): boolean {
  return symbol.normalize('NFKC').toUpperCase().startsWith(samplePrefix);
}

/** Only samples have such symbols, and they keep them. */
export function requireOwnSymbol(symbol: string, before: string | null): void {
  const isRenamedSample = before !== null && isOfSamples(before) && symbol !== before;
  const isNewSample = isOfSamples(symbol) && symbol !== before;
  if (isRenamedSample || isNewSample) throw invalid('symbol');
}

/** Only a future pays in the coin that it is on. */
export function requirePayout({ kind, payout }: { kind: InstrumentKind; payout: Payout }): void {
  if (payout === 'inverse' && kind !== 'future') throw invalid('payout');
}

/** True when figures made of its transactions would change. */
export function changesTerms(before: Terms, { kind, currency, multiplier, payout }: Terms): boolean {
  return (
    kind !== before.kind ||
    currency !== before.currency ||
    units(multiplier) !== units(before.multiplier) ||
    payout !== before.payout
  );
}

/** Whether such an instrument may have this price, in units. */
export function isPossiblePrice(
  price: bigint,
  { kind, payout }: { kind: InstrumentKind; payout: Payout },
): boolean {
  if (payout === 'inverse') return price > 0n;
  return kind === 'future' || price >= 0n;
}

function invalid(field: string): AppError {
  return new AppError('VALIDATION_FAILED', { fields: { [field]: 'INVALID' } });
}
