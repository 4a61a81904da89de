import type { Locale } from '#shared/locales.ts';

/** A form of strangers as HTML. `public/first-page.js` finds it by path and language. */
export interface FirstForm {
  readonly path: string;
  readonly locale: Locale;
  /** Of the document. */
  readonly title: string;
  readonly html: string;
}
