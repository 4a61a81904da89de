import { instruments } from '#client/i18n/ru/instruments.ts';
import { performance } from '#client/i18n/ru/performance.ts';
import { positions } from '#client/i18n/ru/positions.ts';
import { prices } from '#client/i18n/ru/prices.ts';
import { transactions } from '#client/i18n/ru/transactions.ts';
import type { moneyTexts as english } from '#client/i18n/en/money.ts';
import type { Localised } from '#shared/localised.ts';

/** Russian that only pages of money need. */
export const moneyTexts = { instruments, performance, positions, prices, transactions } satisfies Localised<
  typeof english
>;
