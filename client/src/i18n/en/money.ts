import { instruments } from '#client/i18n/en/instruments.ts';
import { performance } from '#client/i18n/en/performance.ts';
import { positions } from '#client/i18n/en/positions.ts';
import { prices } from '#client/i18n/en/prices.ts';
import { transactions } from '#client/i18n/en/transactions.ts';

/** English that only pages of money need. */
export const moneyTexts = { instruments, performance, positions, prices, transactions } as const;
