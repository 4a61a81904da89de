import type { APIRequestContext } from '@playwright/test';
import { mutate, query } from './api.ts';
import { daysAgo } from './days.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** Weeks of prices: a slow rise with waves, the same on whatever day the pictures are taken. */
const weeks = 60;
const priceOf = ({ first, rise, wave }: Holding, week: number) =>
  (
    first * (1 + rise * (weeks - week)) +
    wave * Math.sin(week / 3) +
    (wave / 2) * Math.cos(week * 1.7)
  ).toFixed(2);

interface Holding {
  readonly symbol: string;
  readonly name: string;
  readonly first: number;
  readonly rise: number;
  readonly wave: number;
  readonly quantity: string;
}

const holdings: readonly Holding[] = [
  { symbol: 'WRLD', name: 'World index fund', first: 92, rise: 0.004, wave: 2.1, quantity: '140' },
  { symbol: 'NRTH', name: 'Northern Rail', first: 41, rise: 0.009, wave: 2.6, quantity: '220' },
  { symbol: 'HRBR', name: 'Harbour Energy Works', first: 64, rise: -0.0015, wave: -3, quantity: '75' },
];

const accounts = {
  en: [
    ['Brokerage account', 'DOMESTIC'],
    ['Account in Almaty', 'INTERNATIONAL'],
  ],
  ru: [
    ['Брокерский счёт', 'DOMESTIC'],
    ['Счёт в Алматы', 'INTERNATIONAL'],
  ],
} as const;

/** Two accounts with a year behind them. Every day is so many before today, so the figures are always the same. */
export async function giveMoney(request: APIRequestContext, language: 'en' | 'ru'): Promise<void> {
  const made: Portfolio[] = [];
  for (const [name, accountType] of accounts[language]) {
    const account = { name, accountType, baseCurrency: 'USD', country: 'KZ' };
    made.push(await mutate<Portfolio>(request, 'portfolios.create', account));
  }
  const [home, abroad] = made;
  for (const { symbol, name } of holdings)
    await mutate(request, 'instruments.create', { symbol, name, kind: 'equity', currency: 'USD' });
  const { items } = await query<{ items: { id: string; symbol: string }[] }>(request, 'instruments.list');
  let count = 0;
  const record = (portfolio: Portfolio | undefined, transaction: object) =>
    mutate(request, 'transactions.record', {
      portfolioId: portfolio?.id,
      key: `picture-${String((count += 1))}`,
      transaction,
    });
  for (const portfolio of [home, abroad])
    await record(portfolio, { type: 'deposit', tradeDate: daysAgo(410), currency: 'USD', amount: '24000' });
  for (const [place, holding] of holdings.entries()) {
    const instrumentId = items.find(({ symbol }) => symbol === holding.symbol)?.id;
    const rows = Array.from({ length: weeks }, (_, week) => ({
      date: daysAgo(week * 7),
      price: priceOf(holding, week),
    }));
    await mutate(request, 'prices.put', { instrumentId, rows });
    const [quantity, price] = [holding.quantity, priceOf(holding, 57)];
    await record(place === 0 ? home : abroad, {
      type: 'buy',
      tradeDate: daysAgo(400),
      instrumentId,
      quantity,
      price,
      fee: '4.95',
    });
  }
}
