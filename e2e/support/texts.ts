import { en } from '#client/i18n/en.ts';
import { ru } from '#client/i18n/ru.ts';

/** What the app says in one language: a text that changes there changes in every journey. */
export type Texts = typeof en | typeof ru;
export type Language = 'en' | 'ru';

export const textsOf: Record<Language, Texts> = { en, ru };

export function languageOf(browserLocale: string | undefined): Language {
  return browserLocale?.startsWith('ru') ? 'ru' : 'en';
}

/** A text with its `{{variables}}` filled in. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
}

interface Counted {
  language: Language;
  count: number;
  /** Of the other variables. */
  values?: Readonly<Record<string, string>>;
}

/** The form of `key` that goes with `count` in the language, filled in. */
export function plural(forms: object, key: string, { language, count, values }: Counted): string {
  const category = new Intl.PluralRules(language).select(count);
  const form = (forms as Record<string, unknown>)[`${key}_${category}`];
  if (typeof form !== 'string') throw new Error(`No text ${key}_${category}`);
  return fill(form, { count, ...values });
}
