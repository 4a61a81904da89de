import { everywhere } from '#client/i18n/en/public.ts';
import { inside } from '#client/i18n/en/member.ts';

/** Every English text, by namespace, for types and tests: a page loads the two halves. The types of all keys come from here. */
export const en = { ...everywhere, ...inside };
