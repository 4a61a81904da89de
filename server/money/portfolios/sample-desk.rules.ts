import { cents, dateOf, isWeekday, quoted, type SampleInstrument } from './sample-market.rules.ts';
import { book } from '#shared/money/booking.ts';
import { decimal, one, units } from '#shared/money/decimal.ts';
import { writeDay, type Day } from '#shared/money/days.ts';
import { worth, type InstrumentRules, type PortfolioRules } from '#shared/money/entries.ts';
import type { CreateInstrumentInput } from '#shared/money/instruments.ts';
import { Holdings } from '#shared/money/ledger.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';
import { Balances } from '#shared/money/valuation.ts';

/** Something that happens in some months of every year, on the first weekday or Friday from a day on. */
export interface Habit {
  readonly months?: readonly number[];
  readonly day: number;
  readonly isOnFriday?: true;
  readonly act: (desk: Desk) => void;
}

/** A transaction whose day and rate the desk knows. */
type Told<Input> = Input extends unknown ? Omit<Input, 'tradeDate'> : never;
export type Order = Told<TransactionInput>;

interface Setting {
  readonly portfolio: PortfolioRules;
  /** X of a currency to the base currency. */
  readonly rateOn: (currency: string, day: Day) => bigint;
  readonly commission: bigint;
}

/** What is bought or sold in parts; all else comes in whole pieces. */
const fractional = new Set(['crypto', 'fund']);

/** Where a sample's account is kept while it is written. It books as the ledger does, and knows what is there. */
export class Desk {
  day: Day = 0;
  readonly setting: Setting;
  readonly #instruments = new Map<string, SampleInstrument>();
  readonly #holdings: Holdings;
  readonly #balances = new Balances();
  #orders: TransactionInput[] = [];
  #count = 0;

  constructor(setting: Setting, instruments: readonly SampleInstrument[]) {
    this.setting = setting;
    this.#holdings = new Holdings(setting.portfolio);
    for (const instrument of instruments) this.list(instrument);
  }

  get orders(): readonly TransactionInput[] {
    return this.#orders;
  }

  get instruments(): SampleInstrument[] {
    return [...this.#instruments.values()];
  }

  get year(): number {
    return dateOf(this.day).year;
  }

  /** Brings an instrument to the market. */
  list(instrument: SampleInstrument): void {
    this.#instruments.set(instrument.terms.symbol, instrument);
  }

  #find(symbol: string): SampleInstrument {
    const found = this.#instruments.get(symbol);
    if (!found) throw new Error(`no instrument of the samples is called ${symbol}`);
    return found;
  }

  rules(symbol: string): InstrumentRules {
    const { kind, currency, multiplier = '1', payout = 'linear' } = this.#find(symbol).terms;
    return { id: symbol, kind, currency, multiplier: units(multiplier), payout };
  }

  terms(symbol: string): CreateInstrumentInput {
    return this.#find(symbol).terms;
  }

  priceAt(symbol: string): SampleInstrument['priceOn'] {
    return this.#find(symbol).priceOn;
  }

  /** Of today. */
  price(symbol: string): bigint {
    const price = this.#find(symbol).priceOn(this.day);
    if (price === null) throw new Error(`${symbol} has no price on ${writeDay(this.day)}`);
    return price;
  }

  /** A weekday about so many days ago. */
  weekdayBefore(days: number): Day {
    let day = this.day - days;
    while (!isWeekday(day)) day -= 1;
    return day;
  }

  /** What 1 of an instrument's currency was worth in the base currency. */
  rate(symbol: string, day: Day): bigint {
    const { currency } = this.rules(symbol);
    return currency === this.setting.portfolio.baseCurrency ? one : this.setting.rateOn(currency, day);
  }

  /** What today's rates make of an amount, less a little for the bank. Only coins have more than two places. */
  exchanged(amount: bigint, from: string, to: string): bigint {
    const { rateOn } = this.setting;
    const got = (((amount * rateOn(from, this.day)) / rateOn(to, this.day)) * 998n) / 1000n;
    return quoted(got, to === 'BTC' ? 8 : 2);
  }

  held(symbol: string): bigint {
    return this.#holdings.of(symbol).quantity;
  }

  balance(account: 'cash' | 'settlement', currency: string): bigint {
    const found = this.#balances
      .list()
      .find((each) => each.account === account && each.currency === currency);
    return found?.amount ?? 0n;
  }

  /** Records an order as of today, at today's rate. */
  record(order: Order): void {
    const dated = { ...order, tradeDate: writeDay(this.day) };
    const rate = this.#rateOf(dated);
    const input = rate === null ? dated : ({ ...dated, fxRate: decimal(rate) } as TransactionInput);
    const seq = (this.#count += 1);
    const { portfolio } = this.setting;
    const rules = { portfolio, instrument: (symbol: string) => this.rules(symbol) };
    const entry = book(
      input,
      { id: String(seq), seq },
      { ...rules, rateOn: () => null, held: (symbol) => this.held(symbol) },
    );
    this.#holdings.apply(entry);
    this.#balances.add(entry);
    this.#orders.push(input);
  }

  /** Null where the base currency needs none, or an exchange shows its own. */
  #rateOf(input: TransactionInput): bigint | null {
    const { baseCurrency } = this.setting.portfolio;
    if ('numerator' in input) return null;
    if (input.type === 'fx' && input.counterCurrency === baseCurrency) return null;
    const named = 'instrumentId' in input && input.instrumentId ? this.rules(input.instrumentId) : null;
    const currency = 'currency' in input && input.currency ? input.currency : named?.currency;
    if (currency === undefined || currency === baseCurrency) return null;
    return this.setting.rateOn(currency, this.day);
  }

  /** Buys for at most so much, and never beyond what cash there is. */
  buy(symbol: string, budget: bigint, more: { note?: string; accruedPerPiece?: bigint } = {}): void {
    const { currency } = this.rules(symbol);
    const available = (this.balance('cash', currency) * 98n) / 100n;
    const quantity = this.pieces(symbol, budget < available ? budget : available);
    if (quantity <= 0n) return;
    const { note, accruedPerPiece = 0n } = more;
    const accrued = cents((accruedPerPiece * quantity) / one);
    this.record({
      type: 'buy',
      ...this.trade(symbol, quantity),
      ...(accrued > 0n && { accrued: decimal(accrued) }),
      ...(note !== undefined && { note }),
    });
  }

  /** What of a trade is the same whichever way it goes. */
  trade(symbol: string, quantity: bigint) {
    const price = this.price(symbol);
    const value = worth(quantity, price, this.rules(symbol));
    const fee = cents(((value < 0n ? -value : value) * this.setting.commission) / one);
    const isWhole = value === cents(value) || this.rules(symbol).currency === 'BTC';
    return {
      instrumentId: symbol,
      quantity: decimal(quantity),
      price: decimal(price),
      ...(!isWhole && { amount: decimal(cents(value)) }),
      ...(fee > 0n && { fee: decimal(fee) }),
    };
  }

  /** What of a transfer is the same whichever way it goes. */
  moved(symbol: string, quantity: bigint) {
    return { instrumentId: symbol, quantity: decimal(quantity), price: decimal(this.price(symbol)) };
  }

  /** A broker pays for the part of a share that an exchange has left. */
  sellFraction(symbol: string, note: string): void {
    const quantity = this.held(symbol) % one;
    const { fee: _fee, ...traded } = this.trade(symbol, quantity);
    const amount = cents((quantity * this.price(symbol)) / one);
    if (amount > 0n) this.record({ type: 'sell', ...traded, amount: decimal(amount), note });
  }

  /** How much of an instrument a budget buys, at today's price. */
  pieces(symbol: string, budget: bigint): bigint {
    const { multiplier, kind } = this.rules(symbol);
    const cost = (this.price(symbol) * multiplier) / one;
    const places = fractional.has(kind) ? 4 : 0;
    const exact = (budget * one) / cost;
    return exact < one / 10n ** BigInt(places) ? 0n : quoted(exact, places);
  }

  /** A part of what is held, in whole pieces where it is traded so. */
  part(symbol: string, numerator: bigint, denominator: bigint): bigint {
    const quantity = (this.held(symbol) * numerator) / denominator;
    const places = fractional.has(this.rules(symbol).kind) ? 4 : 0;
    return quantity < one / 10n ** BigInt(places) ? 0n : quoted(quantity, places);
  }

  /** Begins anew today with what there is, as if it had come from another broker. */
  moveIn(note: string): void {
    const cash = this.#balances.list();
    if (cash.some(({ account, amount }) => account !== 'cash' || amount < 0n))
      throw new Error('A sample can only begin where nothing is owed');
    const held = this.#holdings.held();
    this.#orders = [];
    for (const { currency, amount } of cash)
      this.#note({ type: 'deposit', currency, amount: decimal(amount), note });
    for (const [symbol, holding] of held) {
      const lots = holding.lots();
      const sum = (name: 'cost' | 'costBase') => lots.reduce((all, lot) => all + lot[name], 0n);
      this.#note({
        type: 'transfer_in',
        instrumentId: symbol,
        quantity: decimal(holding.quantity),
        price: decimal(this.price(symbol)),
        acquiredOn: writeDay(lots[0]?.day ?? this.day),
        cost: decimal(sum('cost')),
        costBase: decimal(sum('costBase')),
        note,
      });
    }
  }

  /** Writes down what has been booked already. */
  #note(order: Order): void {
    const input = { ...order, tradeDate: writeDay(this.day) };
    const rate = this.#rateOf(input);
    this.#orders.push(rate === null ? input : ({ ...input, fxRate: decimal(rate) } as TransactionInput));
  }
}
