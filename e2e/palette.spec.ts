import { palette } from './pages/palette.ts';
import { shell } from './pages/shell.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { mutate } from './support/api.ts';
import { chosenUrl, withoutLooks } from './support/run-settings.ts';
import { expect, test } from './support/test.ts';
import { fill, plural } from './support/texts.ts';

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1';

test('a person opens the palette without keys, and finds a page in either language and on either layout', async ({
  page,
  texts,
  language,
  me,
  isMobile,
}) => {
  await page.goto('/');
  await expect(page.getByText(me.email)).toBeVisible();
  const { field, options, active, status, dialog } = palette(page, texts);
  if (isMobile) {
    await page.getByRole('button', { name: texts.shell.nav.open }).click();
    const menu = page.getByRole('dialog', { name: texts.shell.nav.label });
    await menu.getByRole('button', { name: texts.shell.palette.open }).click();
  } else await page.getByRole('button', { name: texts.shell.palette.open }).click();
  await expect(field).toBeFocused();
  for (const query of ['ыусгкшен', 'безопасность', 'securty', ',tpjgfcyjcnm']) {
    await field.fill(query);
    await expect(active).toHaveText(texts.shell.nav.security);
    await expect(field).toHaveAttribute('aria-activedescendant', (await active.getAttribute('id')) ?? '');
  }
  await field.fill('gfhjkm');
  await expect(active).toContainText(texts.account.password.title);
  await expect(status).toHaveText(
    plural(texts.shell.palette, 'found', { language, count: await options.count() }),
  );
  await checkAccessibility(page);
  await field.fill('dividends');
  await expect(status).toHaveText(fill(texts.shell.palette.empty, { query: 'dividends' }));
  await dialog.getByRole('button', { name: texts.common.close }).click();
  await expect(dialog).toBeHidden();
});

test('a person who jumps to a field or a card has the focus there, on the same page too', async ({
  page,
  texts,
  me,
}) => {
  await page.goto('/');
  await expect(page.getByText(me.email)).toBeVisible();
  const commands = palette(page, texts);
  const jump = async (query: string) => {
    await commands.open();
    await commands.field.fill(query);
    await page.keyboard.press('Enter');
  };
  await jump(texts.users.timeZone);
  await expect(page.locator('#timeZone')).toBeFocused();
  await expect(page).toHaveURL('/settings/profile#timeZone');
  await jump(texts.users.fullName);
  await expect(page.locator('#fullName')).toBeFocused();
  await jump(texts.account.activity.title);
  await expect(page.locator('#activity')).toBeFocused();
  await expect(page.locator('#activity')).toBeInViewport();
  await commands.open();
  await expect(commands.options.first()).toContainText(texts.account.activity.title);
  await expect(commands.dialog.getByRole('group').first()).toHaveAccessibleName(
    texts.shell.palette.groups.recent,
  );
});

test(
  'an address that names a field gives it the focus, also after a sign-in in between',
  withoutLooks,
  async ({ page, texts, account }) => {
    await page.goto('/settings/profile#username');
    await page.locator('#identifier').fill(account.email);
    await page.locator('#password').fill(account.password);
    await page.getByRole('button', { name: texts.auth.login.submit, exact: true }).click();
    await expect(page.locator('#username')).toBeFocused();
  },
);

test('a person ends a session elsewhere by its device, and sees which theme is chosen', async ({
  page,
  playwright,
  texts,
  language,
  me,
  preferences,
}) => {
  const elsewhere = await playwright.request.newContext({ baseURL: chosenUrl(), userAgent: iphone });
  await mutate(elsewhere, 'auth.login', { identifier: me.email, password: me.password });
  await page.goto('/');
  await expect(page.getByText(me.email)).toBeVisible();
  const { open, field, active, dialog } = palette(page, texts);
  await open();
  const chosen = texts.app.theme[preferences.theme];
  await field.fill(chosen);
  await expect(active).toContainText(texts.shell.palette.current);
  await field.fill('safari');
  await expect(active).toContainText(fill(texts.shell.palette.endSession, { device: 'Safari 18, iPhone' }));
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(plural(texts.sessions, 'ended', { language, count: 1 }))).toBeVisible();
  expect((await elsewhere.get('/trpc/users.me')).status()).toBe(401);
  await elsewhere.dispose();
  await expect(shell(page, texts).heading).toHaveText(texts.dashboard.title);
});

test(
  'the question mark opens the list of shortcuts on the Russian layout, and the comma beside it does not',
  withoutLooks,
  async ({ page, texts, me }) => {
    await page.goto('/');
    await expect(page.getByText(me.email)).toBeVisible();
    const list = page.getByRole('dialog', { name: texts.shell.shortcuts.title });
    const press = (key: string, code: string) =>
      page.evaluate(`document.body.dispatchEvent(
      new KeyboardEvent('keydown', { ...${JSON.stringify({ key, code })}, shiftKey: true, bubbles: true }))`);
    await press(',', 'Slash');
    await press('?', 'Digit7');
    await expect(list).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
    await press(',', 'Slash');
    await expect(list).toBeHidden();
  },
);
