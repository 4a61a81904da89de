import { publicTexts } from '#client/i18n/ru/public.ts';
import { memberTexts } from '#client/i18n/ru/member.ts';
import { moneyTexts } from '#client/i18n/ru/money.ts';

/** Every Russian text, by namespace, for tests: a page loads the parts it needs. */
export const ru = { ...publicTexts, ...memberTexts, ...moneyTexts };
