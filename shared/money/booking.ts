import { limit, one, units } from '#shared/money/decimal.ts';
import { readDay, type Day } from '#shared/money/days.ts';
import {
  worth,
  type Account,
  type Entry,
  type Exchange,
  type InstrumentRules,
  type Pair,
  type PortfolioRules,
} from '#shared/money/entries.ts';
import { costPairs, feeOf, plainPairs, tradePairs, type Input, type Traded } from '#shared/money/legs.ts';
import { MoneyRefusal } from '#shared/money/refusals.ts';
import { multiply, r18 } from '#shared/money/rounding.ts';
import type { Currency, TransactionInput } from '#shared/money/transactions.ts';

export interface BookingContext {
  readonly portfolio: PortfolioRules;
  readonly instrument: (id: string) => InstrumentRules;
  /** The newest rate to the base currency known on a day, without the transaction that is booked. */
  readonly rateOn: (currency: Currency, day: Day) => bigint | null;
  /** What is held of an instrument where the transaction stands: for `expire`, which closes either side. */
  readonly held: (instrumentId: string) => bigint;
}

const signs = { buy: 1n, cover: 1n, transfer_in: 1n, sell: -1n, short: -1n, transfer_out: -1n } as const;

function refuseRange(figures: readonly bigint[]): void {
  if (figures.some((figure) => figure >= limit || figure <= -limit))
    throw new MoneyRefusal('AMOUNT_OUT_OF_RANGE');
}

/** Reads a transaction: judges it by its portfolio and instrument, looks up its rate, and makes its legs. */
export function book(
  input: TransactionInput,
  id: { id: string; seq: number },
  context: BookingContext,
): Entry {
  const day = readDay(input.tradeDate);
  if (day === null) throw new MoneyRefusal('VALIDATION_FAILED', 'tradeDate');
  const empty = {
    ...id,
    day,
    type: input.type,
    instrumentId: 'instrumentId' in input ? (input.instrumentId ?? null) : null,
    quantity: 0n,
    amount: 0n,
    amountBase: 0n,
    price: null,
    fee: 0n,
    feeBase: 0n,
    fxRate: one,
    pairs: [],
    rates: [],
    lots: [],
    acquired: null,
    isAssumed: false,
    exchange: null,
  } satisfies Entry;
  if ('numerator' in input) return { ...empty, exchange: exchangeOf(input, context) };
  if (input.type === 'fx') return { ...empty, ...conversion(input, day, context) };
  const currency = currencyOf(input, context);
  refuseForeign(context.portfolio, [currency]);
  const fxRate = rateOf(input.fxRate, { currency, day }, context);
  const rates = currency === context.portfolio.baseCurrency ? [] : [{ currency, rate: fxRate }];
  const pair = (debit: Account, credit: Account, amount: bigint): Pair => ({
    debit,
    credit,
    currency,
    amount,
    base: multiply(amount, fxRate),
  });
  const costs = costPairs(input, pair);
  const booked = { ...empty, fxRate, rates };
  if ('quantity' in input) {
    const traded = tradeOf(input, context);
    const isFuture = context.instrument(input.instrumentId).kind === 'future';
    const pairs = [...tradePairs(input, { amount: traded.amount, isFuture }, pair), ...costs];
    const amountBase = multiply(traded.amount, fxRate);
    const [fee, feeBase] = feeOf(costs);
    refuseRange(pairs.flatMap(({ amount, base }) => [amount, base]));
    const entry = { ...booked, ...traded, amountBase, pairs, fee, feeBase };
    return input.type === 'transfer_in' ? { ...entry, ...acquisition(input, entry, context) } : entry;
  }
  if (input.type === 'settlement' && context.instrument(input.instrumentId).kind !== 'future')
    throw new MoneyRefusal('VALIDATION_FAILED', 'instrumentId');
  const pairs = [...plainPairs(input, pair), ...costs];
  refuseRange(pairs.flatMap(({ amount, base }) => [amount, base]));
  return { ...booked, pairs };
}

function tradeOf(input: Traded, { instrument, held }: BookingContext) {
  const rules = instrument(input.instrumentId);
  const price = units(input.price ?? '0');
  if (price < 0n && rules.kind !== 'future') throw new MoneyRefusal('VALIDATION_FAILED', 'price');
  if (price <= 0n && rules.payout === 'inverse') throw new MoneyRefusal('VALIDATION_FAILED', 'price');
  const sign = input.type === 'expire' ? (held(input.instrumentId) < 0n ? 1n : -1n) : signs[input.type];
  const quantity = sign * units(input.quantity);
  const calculated = worth(quantity, price, rules);
  const amount =
    'amount' in input && input.amount !== undefined
      ? signOf(calculated, quantity, rules) * units(input.amount)
      : calculated;
  const lots =
    'lots' in input && input.lots
      ? input.lots.map(({ lot, quantity: part }) => ({ lot, quantity: units(part) }))
      : [];
  if (lots.length > 0 && lots.reduce((sum, lot) => sum + lot.quantity, 0n) !== units(input.quantity))
    throw new MoneyRefusal('VALIDATION_FAILED', 'lots');
  return { quantity, price, amount, lots };
}

/** Of an amount that the statement gives: that of the calculated one, or of the quantity where that is 0. */
function signOf(calculated: bigint, quantity: bigint, { payout }: InstrumentRules): bigint {
  if (calculated !== 0n) return calculated < 0n ? -1n : 1n;
  return quantity < 0n === (payout === 'inverse') ? 1n : -1n;
}

function currencyOf(
  input: Exclude<TransactionInput, { numerator: number } | { type: 'fx' }>,
  { instrument }: BookingContext,
): Currency {
  if ('currency' in input && input.currency !== undefined) return input.currency;
  if ('instrumentId' in input && input.instrumentId !== undefined)
    return instrument(input.instrumentId).currency;
  throw new MoneyRefusal('VALIDATION_FAILED', 'currency');
}

function refuseForeign({ accountType, baseCurrency }: PortfolioRules, currencies: readonly Currency[]): void {
  if (accountType === 'DOMESTIC' && currencies.some((currency) => currency !== baseCurrency))
    throw new MoneyRefusal('FOREIGN_CURRENCY_REFUSED');
}

function rateOf(
  given: string | undefined,
  { currency, day }: { currency: Currency; day: Day },
  { portfolio, rateOn }: BookingContext,
): bigint {
  const isBase = currency === portfolio.baseCurrency;
  if (given !== undefined) {
    if (isBase && units(given) !== one) throw new MoneyRefusal('VALIDATION_FAILED', 'fxRate');
    return units(given);
  }
  const known = isBase ? one : rateOn(currency, day);
  if (known === null) throw new MoneyRefusal('FX_RATE_MISSING');
  return known;
}

/** A rate that a transaction's own amounts show. */
function shownRate(base: bigint, amount: bigint): bigint {
  const rate = r18(base * one, amount);
  if (rate <= 0n || rate >= limit) throw new MoneyRefusal('AMOUNT_OUT_OF_RANGE');
  return rate;
}

function conversion(input: Input<'fx'>, day: Day, context: BookingContext) {
  const { baseCurrency, accountType } = context.portfolio;
  const { currency, counterCurrency } = input;
  if (accountType === 'DOMESTIC') throw new MoneyRefusal('FOREIGN_CURRENCY_REFUSED');
  if (currency === counterCurrency) throw new MoneyRefusal('VALIDATION_FAILED', 'counterCurrency');
  const amount = units(input.amount);
  const counterAmount = units(input.counterAmount);
  if (currency === baseCurrency && input.fxRate !== undefined && units(input.fxRate) !== one)
    throw new MoneyRefusal('VALIDATION_FAILED', 'fxRate');
  const base =
    currency === baseCurrency
      ? amount
      : counterCurrency === baseCurrency
        ? counterAmount
        : multiply(amount, rateOf(input.fxRate, { currency, day }, context));
  const fxRate = shownRate(base, amount);
  const counterRate = shownRate(base, counterAmount);
  const costs = costPairs(input, (debit, credit, cost) => ({
    debit,
    credit,
    currency,
    amount: cost,
    base: multiply(cost, fxRate),
  }));
  const rates = [
    { currency, rate: fxRate },
    { currency: counterCurrency, rate: counterRate },
  ].filter(({ currency: other }) => other !== baseCurrency);
  const pairs: Pair[] = [
    { debit: 'fx', credit: 'cash', currency, amount, base },
    { debit: 'cash', credit: 'fx', currency: counterCurrency, amount: counterAmount, base },
    ...costs,
  ];
  refuseRange(pairs.flatMap((pair) => [pair.amount, pair.base]));
  return { fxRate, rates, pairs };
}

function acquisition(
  input: Input<'transfer_in'>,
  { amount, amountBase, fxRate, day }: Entry,
  { rateOn, portfolio, instrument }: BookingContext,
) {
  const acquiredOn = input.acquiredOn === undefined ? day : readDay(input.acquiredOn);
  if (acquiredOn === null || acquiredOn > day) throw new MoneyRefusal('VALIDATION_FAILED', 'acquiredOn');
  if (input.cost === undefined) {
    if (input.costBase !== undefined) throw new MoneyRefusal('VALIDATION_FAILED', 'costBase');
    return { acquired: { day: acquiredOn, cost: amount, costBase: amountBase } };
  }
  const cost = units(input.cost);
  const { currency } = instrument(input.instrumentId);
  const known = currency === portfolio.baseCurrency ? one : rateOn(currency, acquiredOn);
  const costBase = input.costBase === undefined ? multiply(cost, known ?? fxRate) : units(input.costBase);
  refuseRange([costBase]);
  const isAssumed = input.costBase === undefined && known === null;
  return { acquired: { day: acquiredOn, cost, costBase }, isAssumed };
}

function exchangeOf(
  input: Extract<TransactionInput, { numerator: number }>,
  { instrument }: BookingContext,
): Exchange {
  const parts = { numerator: BigInt(input.numerator), denominator: BigInt(input.denominator) };
  if (input.type === 'split') return { ...parts, toInstrumentId: null, costFraction: 0n };
  const [from, to] = [instrument(input.instrumentId), instrument(input.toInstrumentId)];
  const isFit =
    from.id !== to.id && from.currency === to.currency && from.kind !== 'future' && to.kind !== 'future';
  if (!isFit) throw new MoneyRefusal('VALIDATION_FAILED', 'toInstrumentId');
  return {
    ...parts,
    toInstrumentId: to.id,
    costFraction: input.type === 'merger' ? one : units(input.costFraction),
  };
}
