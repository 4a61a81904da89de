import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { defaultLocale, type Locale } from '#shared/locales.ts';

type Part = 'public' | 'factor' | 'member' | 'money';

/** A page loads only the language it shows, and for a stranger only its public part. */
const chunks = {
  en: {
    public: async () => (await import('#client/i18n/en/public.ts')).publicTexts,
    factor: () => import('#client/i18n/en/factor.ts'),
    member: async () => (await import('#client/i18n/en/member.ts')).memberTexts,
    money: async () => (await import('#client/i18n/en/money.ts')).moneyTexts,
  },
  ru: {
    public: async () => (await import('#client/i18n/ru/public.ts')).publicTexts,
    factor: () => import('#client/i18n/ru/factor.ts'),
    member: async () => (await import('#client/i18n/ru/member.ts')).memberTexts,
    money: async () => (await import('#client/i18n/ru/money.ts')).moneyTexts,
  },
} satisfies Record<Locale, Record<Part, () => Promise<object>>>;

/** The one i18next instance. It starts empty; `setLanguage` fills it. */
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

/** What a page has asked for: every language that it shows needs these. */
const loadedParts = new Set<Part>(['public']);
const present = new Set<string>();

async function loadTexts(locale: Locale, part: Part): Promise<void> {
  const [texts] = await Promise.all([chunks[locale][part](), ready]);
  for (const [namespace, bundle] of Object.entries(texts)) i18n.addResourceBundle(locale, namespace, bundle);
  present.add(`${locale} ${part}`);
}

/** Whether the page can show the language without asking the server for texts. */
export function isLanguagePresent(locale: Locale): boolean {
  return [...loadedParts].every((part) => present.has(`${locale} ${part}`));
}

/** Loads the language's texts if need be and switches every mounted component to it, without a reload. */
export async function setLanguage(locale: Locale): Promise<void> {
  await Promise.all([...loadedParts].map((part) => loadTexts(locale, part)));
  await i18n.changeLanguage(locale);
}

/** Loads a part of the texts in the present language; one that is chosen meanwhile brings its own. */
async function loadPart(part: Part): Promise<void> {
  loadedParts.add(part);
  await loadTexts(i18n.language === 'ru' ? 'ru' : 'en', part);
}

/** The texts of second factors, for somebody who is not signed in yet. */
export const loadFactorTexts = () => loadPart('factor');

/** The texts of the pages of money; from then on they come with every language. */
export const loadMoneyTexts = () => loadPart('money');

/** Loads the texts of a signed-in person's pages; from then on they come with every language. */
export async function loadMemberTexts(locale: Locale): Promise<void> {
  await loadTexts(locale, 'member');
  loadedParts.add('member');
}
