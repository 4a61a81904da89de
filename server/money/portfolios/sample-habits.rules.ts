import type { Habit } from './sample-desk.rules.ts';
import { cents, chance } from './sample-market.rules.ts';
import { decimal, one, units } from '#shared/money/decimal.ts';
import { writeDay } from '#shared/money/days.ts';
import { r8 } from '#shared/money/rounding.ts';

/** So many hundredths of an amount. */
const hundredths = (amount: bigint, count: bigint) => cents((amount * count) / 100n);

const told = (text: string | undefined) => (text === undefined ? {} : { note: text });

/** Money from outside, not the same each time. */
export function deposit(day: number, given: { currency: string; about: string; note: string }): Habit {
  return {
    day,
    act(desk) {
      const about = units(given.about);
      const step = about / 20n;
      const steps = BigInt(20 + Math.trunc(chance(`deposit ${given.currency}`, desk.day) / 300));
      desk.record({
        type: 'deposit',
        currency: given.currency,
        amount: decimal(step * steps),
        note: given.note,
      });
    },
  };
}

/** A part of the cash goes out. */
export function withdrawal(month: number, day: number, given: { currency: string; note: string }): Habit {
  return {
    months: [month],
    day,
    act(desk) {
      const amount = desk.balance('cash', given.currency) / 4n;
      if (amount < one * 10n) return;
      desk.record({
        type: 'withdrawal',
        currency: given.currency,
        amount: decimal(amount - (amount % one)),
        note: given.note,
      });
    },
  };
}

/** Buys again and again for about the same money. */
export function purchase(
  symbol: string,
  budget: string,
  { day, months, text }: { day: number; months?: readonly number[]; text?: string },
): Habit {
  return { day, ...(months && { months }), act: (desk) => desk.buy(symbol, units(budget), told(text)) };
}

/** A bond bought with the interest that has run up, and what it pays twice a year. */
export function bond(
  symbol: string,
  budget: string,
  { withheld, note }: { withheld: bigint; note: string },
): Habit[] {
  // A coupon of 30 of a face of 1,000 in April and October; 5 a month.
  const accruedPerPiece = (months: bigint) => months * 5n * one;
  return [
    {
      months: [2, 8],
      day: 9,
      act: (desk) => desk.buy(symbol, units(budget), { accruedPerPiece: accruedPerPiece(4n) }),
    },
    {
      months: [4, 10],
      day: 14,
      act(desk) {
        const amount = cents(desk.held(symbol) * 30n);
        if (amount <= 0n) return;
        const tax = hundredths(amount, withheld);
        desk.record({
          type: 'interest',
          instrumentId: symbol,
          amount: decimal(amount),
          ...(tax > 0n && { tax: decimal(tax) }),
          note,
        });
      },
    },
    {
      months: [11],
      day: 16,
      act(desk) {
        const quantity = desk.part(symbol, 30n, 100n);
        if (quantity <= 0n) return;
        const accrued = decimal(cents((accruedPerPiece(1n) * quantity) / one));
        desk.record({ type: 'sell', ...desk.trade(symbol, quantity), accrued });
      },
    },
  ];
}

/** Shares go to another broker or person, and others come, with what they once cost. */
export function transfers(
  symbol: string,
  {
    months: [outgoing, incoming],
    out,
    into,
  }: { months: readonly [number, number]; out: string; into: string },
): Habit[] {
  return [
    {
      months: [outgoing],
      day: 18,
      act(desk) {
        const quantity = desk.part(symbol, 5n, 100n);
        if (quantity <= 0n) return;
        const moved = desk.moved(symbol, quantity);
        desk.record({ type: 'transfer_out', ...moved, note: out });
      },
    },
    {
      months: [incoming],
      day: 18,
      act(desk) {
        const moved = desk.moved(symbol, 5n * one);
        const acquiredOn = desk.weekdayBefore(400);
        const paid = cents(5n * (desk.priceAt(symbol)(acquiredOn) ?? desk.price(symbol)));
        desk.record({
          type: 'transfer_in',
          ...moved,
          acquiredOn: writeDay(acquiredOn),
          cost: decimal(paid),
          costBase: decimal(r8(paid * desk.rate(symbol, acquiredOn), one)),
          note: into,
        });
      },
    },
  ];
}

/** Money exchanged for another currency. */
export function exchange(
  { from, to, amount }: { from: string; to: string; amount: string },
  { months, day, text }: { months: readonly number[]; day: number; text?: string },
): Habit {
  return {
    months,
    day,
    act(desk) {
      const wanted = units(amount);
      const available = (desk.balance('cash', from) * 9n) / 10n;
      const sold = cents(wanted < available ? wanted : available);
      if (sold <= 0n) return;
      const bought = desk.exchanged(sold, from, to);
      desk.record({
        type: 'fx',
        currency: from,
        amount: decimal(sold),
        counterCurrency: to,
        counterAmount: decimal(bought),
        ...told(text),
      });
    },
  };
}

/** Sells a part of what is held. */
export function sale(
  symbol: string,
  { percent, month, day, text }: { percent: bigint; month: number; day: number; text: string },
): Habit {
  return {
    months: [month],
    day,
    act(desk) {
      const quantity = desk.part(symbol, percent, 100n);
      if (quantity > 0n) desk.record({ type: 'sell', ...desk.trade(symbol, quantity), ...told(text) });
    },
  };
}

/** So many thousandths of the price for each piece, less what is withheld. */
export function dividend(
  symbol: string,
  {
    months,
    day,
    thousandths,
    withheld,
  }: { months: readonly number[]; day: number; thousandths: bigint; withheld: bigint },
): Habit {
  return {
    months,
    day,
    act(desk) {
      const amount = cents((desk.held(symbol) * desk.price(symbol) * thousandths) / (one * 1000n));
      if (amount <= 0n) return;
      const tax = hundredths(amount, withheld);
      desk.record({
        type: 'dividend',
        instrumentId: symbol,
        amount: decimal(amount),
        ...(tax > 0n && { tax: decimal(tax) }),
      });
    },
  };
}

/** What a broker takes for keeping the account, and what it pays on cash. */
export function keeping(currency: string, texts: { fee: string; interest: string }): Habit[] {
  return [
    {
      day: 25,
      act(desk) {
        const cash = desk.balance('cash', currency);
        const amount = cents(cash / 2500n) + one;
        if (cash > amount) desk.record({ type: 'fee', currency, amount: decimal(amount), note: texts.fee });
      },
    },
    {
      months: [3, 6, 9, 12],
      day: 26,
      act(desk) {
        const amount = cents(desk.balance('cash', currency) / 160n);
        if (amount > 0n)
          desk.record({ type: 'interest', currency, amount: decimal(amount), note: texts.interest });
      },
    },
  ];
}

/** Once a year, on about what was earned. */
export function yearlyTax(currency: string, text: string): Habit {
  return {
    months: [12],
    day: 15,
    act(desk) {
      const amount = cents(desk.balance('cash', currency) / 50n);
      if (amount > 0n) desk.record({ type: 'tax', currency, amount: decimal(amount), note: text });
    },
  };
}
