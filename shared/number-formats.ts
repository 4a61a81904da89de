/**
 * How numbers are written, named by the sign between groups of digits and the sign before the fraction.
 * `space-comma` is `1 234 567,89`; `auto` follows the language and region of the browser.
 */
export const numberFormats = [
  'auto',
  'space-comma',
  'comma-point',
  'point-comma',
  'space-point',
  'apostrophe-point',
] as const;
export type NumberFormat = (typeof numberFormats)[number];
