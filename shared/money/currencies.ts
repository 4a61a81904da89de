import { currencies } from '#shared/currencies.ts';
import { boundedText } from '#shared/text.ts';

/** Coins that count as currencies: their accounts have cash in them, and options on them are priced in them. */
const coins = ['BTC', 'ETH', 'SOL', 'USDC', 'USDT'];

/** Whatever money may be in: the codes of ISO 4217 and five coins. */
export const moneyCurrencies: readonly string[] = [...currencies, ...coins];

const known: ReadonlySet<string> = new Set(moneyCurrencies);

/** A code of `moneyCurrencies`, in capitals. */
export const currencySchema = boundedText(4).refine((code) => known.has(code));
