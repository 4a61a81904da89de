import { test as base, expect, type Page } from '@playwright/test';
import { openSession, type Preferences } from './open-session.ts';
import { watchPages, type PageWatch } from './page-watch.ts';
import { noteCallsOf, waitForRoom } from './patience.ts';
import { newcomer, type Person } from './person.ts';
import { chosenUrl, deploymentUrl, sharedAccounts } from './run-settings.ts';
import { languageOf, textsOf, type Language, type Texts } from './texts.ts';

interface Journey {
  pageWatch: PageWatch;
  language: Language;
  texts: Texts;
  preferences: Preferences;
  /** Has an account and is signed in nowhere in this browser. */
  account: Person;
  /** Has an account and is signed in in this browser. */
  me: Person;
  /** Somebody else with an account, signed in nowhere in this browser. */
  other: Person;
}

const timeZone = 'Europe/Moscow';

function person(index: number): Person {
  const [name = ''] = ['Anna Orlova', 'Boris Lind'].slice(index);
  return (deploymentUrl() && sharedAccounts()[index]) || newcomer(name);
}

/**
 * A test whose pages must stay clean: no CSP violation, no console error but the expected ones, nothing uncaught.
 * Its browser speaks the language and shows the theme of the project.
 */
export const test = base.extend<Journey>({
  timezoneId: timeZone,
  language: async ({ locale }, use) => use(languageOf(locale)),
  texts: async ({ language }, use) => use(textsOf[language]),
  preferences: async ({ language, colorScheme }, use) =>
    use({ locale: language, theme: colorScheme === 'light' ? 'light' : 'dark', timeZone }),
  // Dark comes first whatever the system says: a light variant is a browser in which light was chosen.
  context: async ({ context, preferences }, use) => {
    if (deploymentUrl()) await waitForRoom();
    noteCallsOf(context);
    await context.addCookies([{ name: 'qp_theme', value: preferences.theme, url: chosenUrl() }]);
    await use(context);
  },
  account: async ({ request, preferences }, use) => {
    const anna = person(0);
    await openSession(request, anna, preferences);
    await use(anna);
  },
  me: async ({ context, preferences }, use) => {
    const anna = person(0);
    await openSession(context.request, anna, preferences);
    await use(anna);
  },
  other: async ({ playwright, preferences }, use) => {
    const boris = person(1);
    const elsewhere = await playwright.request.newContext({ baseURL: chosenUrl() });
    await openSession(elsewhere, boris, preferences);
    await use(boris);
    await elsewhere.dispose();
  },
  pageWatch: [
    async ({ context }, use) => {
      const watch = await watchPages(context);
      await use(watch);
      expect(watch.problems()).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Skips where the journey has to stop or break a server of its own. */
export function needsOwnServer(reason: string): void {
  test.skip(Boolean(deploymentUrl()), `a deployment is not ours to ${reason}`);
}

/** Fails if the page was loaded anew between the two ends of `work`. */
export async function withoutReload(page: Page, work: () => Promise<void>): Promise<void> {
  await page.evaluate('globalThis.qpSamePage = true');
  await work();
  expect(await page.evaluate('globalThis.qpSamePage')).toBe(true);
}
