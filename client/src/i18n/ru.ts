import { everywhere } from '#client/i18n/ru/public.ts';
import { inside } from '#client/i18n/ru/member.ts';

/** Every Russian text, by namespace, for tests: a page loads the two halves. */
export const ru = { ...everywhere, ...inside };
