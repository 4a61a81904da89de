import { loginForm } from './pages/auth-page.ts';
import { shell } from './pages/shell.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { query } from './support/api.ts';
import { expect, test, withoutReload } from './support/test.ts';
import { textsOf } from './support/texts.ts';
import type { User } from '#shared/identity/users.ts';

/** Notes the theme of every frame from the first that has a body to paint. */
const watchFrames = `
  globalThis.qpThemes = new Set();
  (function note() {
    if (document.body) qpThemes.add(document.documentElement.dataset.theme + ' ' + getComputedStyle(document.body).colorScheme);
    requestAnimationFrame(note);
  })();
`;

test('a stranger changes the language of a form in error without a reload, its messages too', async ({
  page,
  language,
}) => {
  const otherLanguage = language === 'en' ? 'ru' : 'en';
  const [before, after] = [textsOf[language], textsOf[otherLanguage]];
  await page.goto('/login');
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await loginForm(page, before).submit.click();
  await expect(page.locator('#identifier-error')).toHaveText(before.fields.exact.identifier.REQUIRED);
  await withoutReload(page, async () => {
    await page.getByRole('radio', { name: after.app.language[otherLanguage] }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', otherLanguage);
    await expect(page.locator('#identifier-error')).toHaveText(after.fields.exact.identifier.REQUIRED);
    await expect(page).toHaveTitle(new RegExp(after.auth.login.title));
  });
  await checkAccessibility(page);
  await page.reload();
  await expect(loginForm(page, after).submit).toBeVisible();
});

test('a chosen theme and language reach the other tab and the profile', async ({
  page,
  context,
  texts,
  language,
  me,
}) => {
  const otherLanguage = language === 'en' ? 'ru' : 'en';
  const second = await context.newPage();
  await Promise.all([page.goto('/settings/profile'), second.goto('/settings/profile')]);
  const here = shell(page, texts);
  await expect(second.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
  await withoutReload(second, async () => {
    await here.themeMenu.click();
    await here.choice(texts.app.theme.system).click();
    await expect(second.locator('#theme')).toHaveValue('system');
    await here.languageMenu.click();
    await here.choice(texts.app.language[otherLanguage]).click();
    await expect(second.locator('html')).toHaveAttribute('lang', otherLanguage);
    await expect(shell(second, texts).heading).toHaveText(textsOf[otherLanguage].users.title);
  });
  await expect.poll(async () => (await query<User>(context.request, 'users.me')).locale).toBe(otherLanguage);
  expect((await query<User>(context.request, 'users.me')).theme).toBe('system');
});

test('the first frame has the chosen theme, and the system is followed live where it was chosen', async ({
  page,
  context,
  preferences,
  texts,
}) => {
  await page.addInitScript({ content: watchFrames });
  const { theme } = preferences;
  await page.goto('/login');
  await expect(loginForm(page, texts).submit).toBeVisible();
  expect(await page.evaluate('[...qpThemes]')).toEqual([`${theme} ${theme}`]);
  await context.clearCookies({ name: 'qp_theme' });
  await page.reload();
  await expect(loginForm(page, texts).submit).toBeVisible();
  expect(await page.evaluate('[...qpThemes]'), 'dark comes first').toEqual(['dark dark']);
  await page.getByRole('radio', { name: texts.app.theme.system }).click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
  }
});

test('a person chooses how numbers are written, sees a sample, and reads them so from then on', async ({
  page,
  context,
  texts,
  me,
}) => {
  await page.goto('/settings/profile');
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
  const sample = page.getByText(texts.users.sample).locator('..');
  await page.getByLabel(texts.users.numberFormat).selectOption('point-comma');
  await page.getByLabel(texts.users.baseCurrency).selectOption('EUR');
  await expect(sample).toContainText('1.234.567,89');
  await expect(sample).toContainText('€');
  await checkAccessibility(page);
  await page.getByRole('button', { name: texts.common.save }).click();
  await expect(page.getByText(texts.users.saved)).toBeVisible();
  await page.reload();
  await expect(sample).toContainText('1.234.567,89');
  expect(await query<User>(context.request, 'users.me')).toMatchObject({
    baseCurrency: 'EUR',
    numberFormat: 'point-comma',
  });
});

test('theme and language of the profile page take effect as they are chosen, and stay', async ({
  page,
  context,
  texts,
  language,
  preferences,
  me,
}) => {
  const otherTheme = preferences.theme === 'dark' ? 'light' : 'dark';
  const otherLanguage = language === 'en' ? 'ru' : 'en';
  await page.goto('/settings/profile');
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
  await page.locator('#theme').selectOption(otherTheme);
  await expect(page.locator('html')).toHaveAttribute('data-theme', otherTheme);
  await page.locator('#locale').selectOption(otherLanguage);
  await expect(page.locator('html')).toHaveAttribute('lang', otherLanguage);
  await expect
    .poll(async () => {
      const { theme, locale } = await query<User>(context.request, 'users.me');
      return [theme, locale];
    })
    .toEqual([otherTheme, otherLanguage]);
});
