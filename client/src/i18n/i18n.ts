import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { defaultLocale, type Locale } from '#shared/locales.ts';

type Part = 'everywhere' | 'inside';

/** A language comes in two chunks: a page loads only the one it speaks, and a stranger only its first half. */
const loadTexts = {
  en: {
    everywhere: async () => (await import('#client/i18n/en/public.ts')).everywhere,
    inside: async () => (await import('#client/i18n/en/member.ts')).inside,
  },
  ru: {
    everywhere: async () => (await import('#client/i18n/ru/public.ts')).everywhere,
    inside: async () => (await import('#client/i18n/ru/member.ts')).inside,
  },
} satisfies Record<Locale, Record<Part, () => Promise<object>>>;

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

const spoken = new Set<Part>(['everywhere']);

async function learn(locale: Locale, part: Part): Promise<void> {
  const [texts] = await Promise.all([loadTexts[locale][part](), ready]);
  for (const [namespace, bundle] of Object.entries(texts)) i18n.addResourceBundle(locale, namespace, bundle);
}

/** Loads the language's texts if need be and switches every mounted component to it, without a reload. */
export async function speak(locale: Locale): Promise<void> {
  await Promise.all([...spoken].map((part) => learn(locale, part)));
  await i18n.changeLanguage(locale);
}

/** Loads the texts of the pages inside; from then on they come with every language. */
export async function learnInside(locale: Locale): Promise<void> {
  await learn(locale, 'inside');
  spoken.add('inside');
}
