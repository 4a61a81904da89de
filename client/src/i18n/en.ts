import { publicTexts } from '#client/i18n/en/public.ts';
import { memberTexts } from '#client/i18n/en/member.ts';
import { moneyTexts } from '#client/i18n/en/money.ts';

/** Every English text, by namespace, for types and tests: a page loads the parts it needs. The types of all keys come from here. */
export const en = { ...publicTexts, ...memberTexts, ...moneyTexts };
