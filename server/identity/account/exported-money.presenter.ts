import type { Selectable } from 'kysely';
import type { FxRates, Instruments, Portfolios, Prices } from '#server/db/schema.ts';
import type { Repositories } from '#server/repositories.ts';
import type {
  ExportedInstrument,
  ExportedLeg,
  ExportedPortfolio,
  ExportedPrice,
  ExportedRate,
  ExportedTransaction,
} from '#shared/identity/exported-money.ts';
import { decimal, units } from '#shared/money/decimal.ts';

type RowOf<Name extends 'recordedTransactions' | 'recordedLegs'> = Awaited<
  ReturnType<Repositories[Name]['findOfUser']>
>[number];

const figure = (text: string) => decimal(units(text));
const figureOrNull = (text: string | null) => (text === null ? null : figure(text));

export function toExportedPortfolio(row: Omit<Selectable<Portfolios>, 'user_id'>): ExportedPortfolio {
  return {
    id: row.id,
    name: row.name,
    accountType: row.account_type,
    baseCurrency: row.base_currency,
    country: row.country,
    costMethod: row.cost_method,
    isSample: row.is_sample,
    isArchived: row.is_archived,
    createdAt: row.created_at.toISOString(),
  };
}

export function toExportedInstrument(row: Omit<Selectable<Instruments>, 'user_id'>): ExportedInstrument {
  return {
    id: row.id,
    symbol: row.symbol,
    name: row.name,
    kind: row.kind,
    currency: row.currency,
    multiplier: figure(row.multiplier),
    payout: row.payout,
    isin: row.isin,
    mic: row.mic,
    underlying: row.underlying,
    strike: figureOrNull(row.strike),
    expiresAt: row.expires_at?.toISOString() ?? null,
    right: row.option_right,
    marketSymbol: row.market_symbol,
    createdAt: row.created_at.toISOString(),
  };
}

export function toExportedPrice(
  row: Pick<Selectable<Prices>, 'instrument_id' | 'price' | 'source'> & { date: string },
): ExportedPrice {
  return {
    instrumentId: row.instrument_id,
    date: row.date,
    price: figure(row.price),
    source: row.source,
  };
}

export function toExportedRate(
  row: Pick<Selectable<FxRates>, 'base' | 'quote' | 'rate' | 'source'> & { date: string },
): ExportedRate {
  return { base: row.base, quote: row.quote, date: row.date, rate: figure(row.rate), source: row.source };
}

export function toExportedTransaction(row: RowOf<'recordedTransactions'>): ExportedTransaction {
  return {
    id: row.id,
    portfolioId: row.portfolio_id,
    seq: row.seq,
    type: row.type,
    tradeDate: row.trade_date,
    source: row.source,
    key: row.request_key,
    voids: row.voids_id,
    voidedBy: row.voided_by,
    replaces: row.replaces_id,
    instrumentId: row.instrument_id,
    toInstrumentId: row.to_instrument_id,
    fields: row.fields as ExportedTransaction['fields'],
    fxRate: figureOrNull(row.fx_rate),
    costBase: figureOrNull(row.cost_base),
    isAssumed: row.is_assumed,
    note: row.note,
    createdAt: row.created_at.toISOString(),
  };
}

export function toExportedLeg(row: RowOf<'recordedLegs'>): ExportedLeg {
  return {
    transactionId: row.transaction_id,
    n: row.n,
    account: row.account,
    instrumentId: row.instrument_id,
    quantity: figureOrNull(row.quantity),
    currency: row.currency,
    amount: figure(row.amount),
    baseAmount: figure(row.base_amount),
  };
}
