import type { Page } from '@playwright/test';
import { loginForm } from './pages/auth-page.ts';
import { shell } from './pages/shell.ts';
import { expect, test } from './support/test.ts';
import { textsOf, type Language } from './support/texts.ts';

const otherThan = { en: 'ru', ru: 'en' } satisfies Record<Language, Language>;

/** Holds back the texts of members, in every language, until the result is called. */
async function holdBack(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/assets/member-*.js', async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** Every heading the page ever shows, in order. */
function watchHeadings(): void {
  const seen = ((globalThis as unknown as { qpHeadings: string[] }).qpHeadings = [] as string[]);
  const page = globalThis as unknown as {
    document: { querySelector(selector: string): { textContent: string } | null };
    requestAnimationFrame(look: () => void): void;
  };
  const look = () => {
    const heading = page.document.querySelector('h1')?.textContent;
    if (heading && heading !== seen.at(-1)) seen.push(heading);
    page.requestAnimationFrame(look);
  };
  look();
}

function headingsOf(page: Page): Promise<unknown> {
  return page.evaluate('globalThis.qpHeadings');
}

test('a stranger who signs in is not sent the texts of members before, and never sees a page without them', async ({
  page,
  texts,
  account,
}) => {
  const sent: string[] = [];
  page.on('request', (request) => void sent.push(new URL(request.url()).pathname));
  await page.addInitScript(watchHeadings);
  await page.goto('/login');
  await expect(loginForm(page, texts).submit).toBeVisible();
  expect(sent.filter((path) => path.includes('/member-'))).toEqual([]);

  const release = await holdBack(page);
  const asked = page.waitForRequest('**/assets/member-*.js');
  await loginForm(page, texts).signIn(account);
  await asked;
  await expect(loginForm(page, texts).submit).toBeHidden();
  release();
  await expect(shell(page, texts).heading).toHaveText(texts.dashboard.title);
  expect(await headingsOf(page)).toEqual([texts.auth.login.title, texts.dashboard.title]);
});

test('a signed-in person’s page is shown with its texts or not at all, also while the language changes', async ({
  page,
  texts,
  language,
  me,
}) => {
  await page.addInitScript(watchHeadings);
  const other = otherThan[language];
  await page.goto('/settings/security');
  await expect(shell(page, texts).heading).toHaveText(texts.account.security.title);
  await expect(shell(page, texts).userMenu).toHaveAccessibleName(new RegExp(me.fullName, 'u'));
  const release = await holdBack(page);
  await shell(page, texts).languageMenu.click();
  const asked = page.waitForRequest('**/assets/member-*.js');
  await shell(page, texts).choice(texts.app.language[other]).click();
  await asked;
  await expect(shell(page, texts).heading).toHaveText(texts.account.security.title);
  release();
  await expect(shell(page, texts).heading).toHaveText(textsOf[other].account.security.title);
  expect(await headingsOf(page)).toEqual([
    texts.account.security.title,
    textsOf[other].account.security.title,
  ]);
});
