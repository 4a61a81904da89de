import { publicTexts } from '#client/i18n/ru/public.ts';
import { memberTexts } from '#client/i18n/ru/member.ts';

/** Every Russian text, by namespace, for tests: a page loads the two parts. */
export const ru = { ...publicTexts, ...memberTexts };
