import type { Page } from '@playwright/test';
import { shell } from './pages/shell.ts';
import { mutate, query } from './support/api.ts';
import { expect, test, withoutReload } from './support/test.ts';
import { fill, type Texts } from './support/texts.ts';
import type { User } from '#shared/identity/users.ts';

const lostConnection = /ERR_INTERNET_DISCONNECTED/;

test('a person who follows a link sees it taken and the page on its way, then the page', async ({
  page,
  texts,
  me,
  isMobile,
}) => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/assets/security-page*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('/');
  await expect(page.getByText(me.email)).toBeVisible();
  const link = page.getByRole('link', { name: texts.shell.nav.security, exact: true });
  await shell(page, texts).goTo(texts.shell.nav.security);
  // The sheet of a phone closes at once.
  if (!isMobile) await expect(link).toHaveClass(/\bpending\b/);
  await expect(page.getByRole('progressbar', { name: texts.common.loading })).toBeVisible();
  release();
  await expect(shell(page, texts).heading).toHaveText(texts.account.security.title);
  await expect(page.getByRole('progressbar')).toBeHidden();
  if (!isMobile) await expect(link).toHaveAttribute('aria-current', 'page');
});

test('the page of a link is fetched when somebody points at the link', async ({ page, texts }) => {
  await page.goto('/login');
  const link = page.getByRole('link', { name: texts.auth.login.register });
  const asked = page.waitForRequest('**/assets/register-page*.js');
  await link.hover();
  await asked;
  await expect(page).toHaveURL('/login');
});

test('a signed-in person has the other pages before they go there', async ({ page, me, texts }) => {
  const pages = ['profile', 'security', 'data'].map((name) =>
    page.waitForRequest(`**/assets/${name}-page*.js`),
  );
  await page.goto('/');
  await expect(shell(page, texts).userMenu).toHaveAccessibleName(new RegExp(me.fullName));
  await Promise.all(pages);
});

/** Types a name and saves it. */
async function saveName(page: Page, texts: Texts, name: string): Promise<void> {
  await page.getByLabel(texts.users.fullName).fill(name);
  await page.getByRole('button', { name: texts.common.save }).click();
}

test('a name, a theme and a language that were chosen without a network are saved when it is back', async ({
  page,
  context,
  texts,
  language,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(lostConnection);
  const otherLanguage = language === 'en' ? 'ru' : 'en';
  await page.goto('/settings/profile');
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
  await withoutReload(page, async () => {
    await context.setOffline(true);
    await saveName(page, texts, 'Anna Waits');
    await expect(page.locator('[data-slot=toast]')).toHaveText(texts.app.queued.told);
    await shell(page, texts).themeMenu.click();
    await shell(page, texts).choice(texts.app.theme.system).click();
    await shell(page, texts).languageMenu.click();
    await shell(page, texts).choice(texts.app.language[otherLanguage]).click();
    await expect(page.locator('[data-slot="foot-banner"]')).toContainText(
      texts.app.queued.kept.split('{{')[0] ?? '',
    );
    await expect(page.locator('[data-slot=toast]')).toHaveCount(1);
    await expect(shell(page, texts).userMenu).toHaveAccessibleName(/Anna Waits/);
    await context.setOffline(false);
    await expect(page.locator('html')).toHaveAttribute('lang', otherLanguage);
    await expect(page.locator('[data-slot="foot-banner"]')).toBeHidden();
  });
  const saved = async () => {
    const { fullName, theme, locale } = await query<User>(context.request, 'users.me');
    return { fullName, theme, locale };
  };
  await expect.poll(saved).toEqual({ fullName: 'Anna Waits', theme: 'system', locale: otherLanguage });
  await expect(page.locator('#fullName')).toHaveValue('Anna Waits');
});

test('what waited in a tab that was closed is saved by the next one, for its owner alone', async ({
  page,
  context,
  texts,
  me,
  other,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(lostConnection);
  await page.goto('/settings/profile');
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
  await context.setOffline(true);
  await saveName(page, texts, 'Anna Waits');
  await expect(page.locator('[data-slot=toast]')).toBeVisible();
  await page.close();
  await context.setOffline(false);
  const next = await context.newPage();
  await next.goto('/');
  await expect.poll(async () => (await query<User>(context.request, 'users.me')).fullName).toBe('Anna Waits');
  await expect(next.locator('[data-slot=toast]')).toContainText(texts.app.queued.sent.split('{{')[0] ?? '');

  await context.setOffline(true);
  await next.getByRole('button', { name: `${texts.app.theme.label}:` }).click();
  await next.getByRole('menuitemradio', { name: texts.app.theme.system, exact: true }).click();
  await expect(next.locator('[data-slot="foot-banner"]')).toContainText(
    texts.app.queued.kept.split('{{')[0] ?? '',
  );
  await next.close();
  await context.setOffline(false);
  const { email: identifier, password } = other;
  await mutate(context.request, 'auth.login', { identifier, password });
  const foreign = await context.newPage();
  await foreign.goto('/');
  await expect(shell(foreign, texts).userMenu).toHaveAccessibleName(new RegExp(other.fullName));
  await expect.poll(() => foreign.evaluate("localStorage.getItem('qp-queued-changes')")).toBe('null');
  expect((await query<User>(context.request, 'users.me')).theme).not.toBe('system');
});

test('a person whose name was changed elsewhere meanwhile is told, and the other name stands', async ({
  page,
  context,
  texts,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(lostConnection);
  await page.goto('/settings/profile');
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
  await context.setOffline(true);
  await saveName(page, texts, 'Anna Here');
  await expect(page.locator('[data-slot=toast]')).toBeVisible();
  const { version } = await query<User>(context.request, 'users.me');
  await mutate(context.request, 'users.updateProfile', { fullName: 'Anna Elsewhere', version });
  await context.setOffline(false);
  const toast = page.locator('[data-slot=toast]').filter({ hasText: texts.app.queued.overtaken });
  await expect(toast).toContainText(fill(texts.app.queued.nameKept, { name: 'Anna Here' }));
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue('Anna Elsewhere');
  expect((await query<User>(context.request, 'users.me')).fullName).toBe('Anna Elsewhere');
});
