import { useTranslation } from 'react-i18next';
import { defaultLocale, locales, type Locale } from '#shared/locales.ts';
import { i18n, isLanguagePresent, loadMemberTexts, setLanguage } from '#client/i18n/i18n.ts';
import { connected } from '#client/lib/connection.ts';
import { onPreference, readPreference, savePreference } from '#client/lib/cookies.ts';

const cookieName = 'qp_locale';

/** `ru-RU`, `ru_RU.UTF-8` and `RU` are all Russian. */
export function localeOfTag(tag: string): Locale | null {
  const language = tag.toLowerCase().split(/[-_@.]/u)[0];
  return locales.find((locale) => locale === language) ?? null;
}

/** The cookie, then the browser's languages in their order, then English. The profile comes with the session. */
export function chooseLocale(cookie: string | null, languages: readonly string[]): Locale {
  const wanted = [cookie, ...languages].map((tag) => (tag ? localeOfTag(tag) : null));
  return wanted.find((locale) => locale !== null) ?? defaultLocale;
}

/** In the order of its owner. */
export function browserLanguages(): readonly string[] {
  return navigator.languages ?? [navigator.language];
}

function wantedLocale(): Locale {
  return chooseLocale(readPreference(cookieName), browserLanguages());
}

async function adopt(locale: Locale) {
  await setLanguage(locale);
  document.documentElement.lang = locale;
}

/** Loads the first language; the page renders after it. */
export async function startLocale(): Promise<void> {
  // Where its texts fail to come, this tab keeps its language until it is loaded anew.
  onPreference(cookieName, locales, (locale) => void show(locale).catch(() => undefined));
  await adopt(wantedLocale());
}

/** Loads the texts of members before their pages are drawn. The language may be changed meanwhile. */
export async function startMemberLocale(): Promise<void> {
  await loadMemberTexts(wantedLocale());
  await adopt(wantedLocale());
}

let chosenLast: Locale | null = null;

/**
 * Switches this browser to a language without a reload; saving it to the profile is up to the caller. While no server
 * can send its texts, the page keeps its language. Rejects where they fail to come: only a reload gets them.
 */
export function setLocale(locale: Locale): Promise<void> {
  savePreference(cookieName, locale);
  return show(locale);
}

/** What another tab chose is shown and not told again: without cookies, two tabs would answer each other for ever. */
async function show(locale: Locale): Promise<void> {
  chosenLast = locale;
  if (locale === i18n.language) return;
  // Many browsers never ask again for what failed once.
  if (!isLanguagePresent(locale)) await connected();
  if (chosenLast === locale) await adopt(locale);
}

export function useLocale() {
  const { i18n: current } = useTranslation();
  return { locale: localeOfTag(current.language) ?? defaultLocale, setLocale };
}
