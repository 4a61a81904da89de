import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { defaultLocale, type Locale } from '#shared/locales.ts';

/** A language is a chunk of its own: a page loads only the one it speaks. */
const loadTexts = {
  en: async () => (await import('#client/i18n/en.ts')).en,
  ru: async () => (await import('#client/i18n/ru.ts')).ru,
} satisfies Record<Locale, () => Promise<object>>;

/** The one i18next instance. It starts empty; `speak` fills it. */
export const i18n = i18next.createInstance();

const ready = i18n.use(initReactI18next).init({
  resources: {},
  lng: defaultLocale,
  fallbackLng: false,
  defaultNS: 'common',
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

/** Loads the language's texts if need be and switches every mounted component to it, without a reload. */
export async function speak(locale: Locale): Promise<void> {
  await ready;
  if (!i18n.hasResourceBundle(locale, 'common')) {
    const texts = await loadTexts[locale]();
    for (const [namespace, bundle] of Object.entries(texts))
      i18n.addResourceBundle(locale, namespace, bundle);
  }
  await i18n.changeLanguage(locale);
}
