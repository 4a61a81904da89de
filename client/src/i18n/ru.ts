import { everywhere } from '#client/i18n/ru/everywhere.ts';
import { inside } from '#client/i18n/ru/inside.ts';

/** Every Russian text, by namespace, for tests: a page loads the two halves. */
export const ru = { ...everywhere, ...inside };
