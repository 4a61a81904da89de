import type { Desk, Habit } from './sample-desk.rules.ts';
import { isFirstFridayFrom, quoted } from './sample-market.rules.ts';
import { decimal, one, units } from '#shared/money/decimal.ts';
import { writeDay, type Day } from '#shared/money/days.ts';
import { worth } from '#shared/money/entries.ts';

/** The month of every year in which something is opened and closed again, and what is said of it. */
interface Spell {
  readonly month: number;
  readonly note: string;
}

/** A contract that is listed anew each year, and how many are bought. */
interface Listed extends Spell {
  readonly name: string;
  readonly contracts: bigint;
}

/** Sold first and bought back within the month. */
export function shortSale(symbol: string, budget: string, { month, note }: Spell): Habit[] {
  const open = (desk: Desk) => {
    const quantity = desk.pieces(symbol, units(budget));
    desk.record({ type: 'short', ...desk.trade(symbol, quantity), note });
  };
  const close = (desk: Desk) => desk.record({ type: 'cover', ...desk.trade(symbol, -desk.held(symbol)) });
  return [
    { months: [month], day: 4, act: open },
    { months: [month], day: 20, act: close },
  ];
}

/** Of a year's call or future on something. */
const contractSymbol = (underlying: string, letter: 'C' | 'F', year: number) =>
  `${underlying}-${letter}${year}`;

/** A little above the price, in a round figure. */
function strikeAbove(price: bigint): bigint {
  const step = price >= 1000n * one ? 50n * one : price >= 100n * one ? 5n * one : one;
  return (price / step + 1n) * step;
}

function thirdFriday(from: Day): Day {
  let day = from;
  while (!isFirstFridayFrom(15, day)) day += 1;
  return day;
}

/** A call bought for a month. It expires for nothing, or for what the price has above its strike. */
export function callOption(underlying: string, { month, note, name, contracts }: Listed): Habit[] {
  const symbolOf = (desk: Desk) => contractSymbol(underlying, 'C', desk.year);
  const open = (desk: Desk) => {
    listCall(desk, underlying, name);
    desk.record({ type: 'buy', ...desk.trade(symbolOf(desk), contracts * one), note });
  };
  const expire = (desk: Desk) => {
    const strike = units(desk.terms(symbolOf(desk)).strike ?? '0');
    const inner = desk.price(underlying) - strike;
    desk.record({
      type: 'expire',
      instrumentId: symbolOf(desk),
      quantity: decimal(desk.held(symbolOf(desk))),
      ...(inner > 0n && { price: decimal(inner) }),
    });
  };
  return [
    { months: [month], day: 3, act: open },
    { months: [month], day: 15, isOnFriday: true, act: expire },
  ];
}

function listCall(desk: Desk, underlying: string, name: string): void {
  const [listed, end] = [desk.day, thirdFriday(desk.day)];
  const strike = strikeAbove(desk.price(underlying));
  const underlyingOn = desk.priceAt(underlying);
  desk.list({
    terms: {
      symbol: contractSymbol(underlying, 'C', desk.year),
      name: `${name}, ${decimal(strike)}, ${writeDay(end)}`,
      kind: 'option',
      currency: desk.rules(underlying).currency,
      multiplier: '100',
      underlying,
      strike: decimal(strike),
      expiresAt: `${writeDay(end)}T18:00:00.000Z`,
      right: 'call',
    },
    priceOn(day) {
      if (day < listed || day > end) return null;
      const now = underlyingOn(day) ?? 0n;
      const inner = now > strike ? now - strike : 0n;
      // What time is worth fades day by day, and is less the farther the price is.
      const apart = now > strike ? now - strike : strike - now;
      const time = (now * BigInt(end - day)) / 600n - apart / 3n;
      return quoted(inner + (time > 0n ? time : 0n), 2);
    },
  });
}

/** A future bought for three weeks, settled week by week. */
export function future(underlying: string, { month, note, name, contracts }: Listed): Habit[] {
  const symbolOf = (desk: Desk) => contractSymbol(underlying, 'F', desk.year);
  const open = (desk: Desk) => {
    listFuture(desk, underlying, name);
    desk.record({ type: 'buy', ...desk.trade(symbolOf(desk), contracts * one), note });
  };
  return contractHabits(month, open, symbolOf);
}

function listFuture(desk: Desk, underlying: string, name: string): void {
  const [listed, end] = [desk.day, desk.day + 24];
  const underlyingOn = desk.priceAt(underlying);
  desk.list({
    terms: {
      symbol: contractSymbol(underlying, 'F', desk.year),
      name: `${name}, ${writeDay(end)}`,
      kind: 'future',
      currency: desk.rules(underlying).currency,
      multiplier: '10',
      underlying,
      expiresAt: `${writeDay(end)}T18:00:00.000Z`,
    },
    priceOn(day) {
      if (day < listed || day > end) return null;
      const now = underlyingOn(day) ?? 0n;
      return quoted(now + (now * BigInt(end - day)) / 3000n, 2);
    },
  });
}

/** A contract that pays in a coin, bought for so many dollars. It pays or takes funding while it is held. */
export function inverseFuture(
  symbol: string,
  { month, note, funding }: Spell & { readonly funding: string },
): Habit[] {
  const open = (desk: Desk) => desk.record({ type: 'buy', ...desk.trade(symbol, 1000n * one), note });
  const pay = (desk: Desk) => {
    const amount = worth(desk.held(symbol), desk.price(symbol), desk.rules(symbol)) / 2000n;
    const written = amount - (amount % (one / 100_000_000n));
    if (written !== 0n)
      desk.record({ type: 'interest', instrumentId: symbol, amount: decimal(written), note: funding });
  };
  return [...contractHabits(month, open, () => symbol), { months: [month], day: 18, act: pay }];
}

function contractHabits(
  month: number,
  open: (desk: Desk) => void,
  symbolOf: (desk: Desk) => string,
): Habit[] {
  const settleHeld = (desk: Desk) => settle(desk, symbolOf(desk));
  const close = (desk: Desk) => {
    desk.record({ type: 'sell', ...desk.trade(symbolOf(desk), desk.held(symbolOf(desk))) });
    settleHeld(desk);
  };
  return [
    { months: [month], day: 3, act: open },
    { months: [month], day: 10, act: settleHeld },
    { months: [month], day: 17, act: settleHeld },
    { months: [month], day: 24, act: close },
  ];
}

/** Pays what the contract has gained since it was settled last. */
function settle(desk: Desk, symbol: string): void {
  const rules = desk.rules(symbol);
  const held = desk.held(symbol);
  const value = held === 0n ? 0n : worth(held, desk.price(symbol), rules);
  const amount = value + desk.balance('settlement', rules.currency);
  if (amount !== 0n) desk.record({ type: 'settlement', instrumentId: symbol, amount: decimal(amount) });
}
