import { palette } from './pages/palette.ts';
import { shell } from './pages/shell.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { expect, test } from './support/test.ts';

test('a signed-in person finds every menu, the commands and the shortcuts accessible', async ({
  page,
  texts,
  me,
}) => {
  await page.goto('/');
  await expect(page.getByText(me.email)).toBeVisible();
  const { userMenu, themeMenu, menu } = shell(page, texts);
  for (const button of [themeMenu, userMenu]) {
    await button.click();
    await expect(menu).toBeVisible();
    await checkAccessibility(page);
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await expect(button).toBeFocused();
  }
  await page.keyboard.press('Shift+Slash');
  await expect(page.getByRole('dialog', { name: texts.shell.shortcuts.title })).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press('Escape');
  await palette(page, texts).open();
  await checkAccessibility(page);
  await palette(page, texts).field.fill(texts.users.title);
  await checkAccessibility(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/settings/profile');
  await expect(shell(page, texts).heading).toBeFocused();
});

test('the list of shortcuts, opened from the palette, gives the focus back to where the palette was opened', async ({
  page,
  texts,
  me,
}) => {
  await page.goto('/');
  await expect(page.getByText(me.email)).toBeVisible();
  const { themeMenu } = shell(page, texts);
  await themeMenu.focus();
  await palette(page, texts).open();
  await palette(page, texts).field.fill(texts.shell.shortcuts.title);
  await page.keyboard.press('Enter');
  const list = page.getByRole('dialog', { name: texts.shell.shortcuts.title });
  await expect(list).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(themeMenu).toBeFocused();
});

test('a person finds the version and help on every page, and whom to ask on the page of help', async ({
  page,
  texts,
  me,
}) => {
  await page.goto('/');
  await expect(page.getByText(me.email)).toBeVisible();
  const footer = page.getByRole('contentinfo');
  await expect(footer).toContainText(/QuantPulse \d+\.\d+\.\d+/);
  await footer.getByRole('link', { name: texts.shell.help.title }).click();
  await expect(shell(page, texts).heading).toHaveText(texts.shell.help.title);
  await expect(page.getByText(texts.shell.help.ask.body)).toBeVisible();
  await checkAccessibility(page);
});

test('on paper a page has its title and its facts, and nothing that can only be pressed', async ({
  page,
  texts,
  me,
}) => {
  await page.goto('/settings/security');
  const sessions = page.locator('#sessions');
  await expect(sessions.getByRole('listitem')).toBeVisible();
  await expect(shell(page, texts).userMenu).toHaveAccessibleName(new RegExp(me.fullName));
  await page.emulateMedia({ media: 'print' });
  await expect(shell(page, texts).heading).toBeVisible();
  await expect(sessions.getByRole('listitem')).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByLabel(texts.account.password.current)).toBeHidden();
  await checkAccessibility(page);
});

test('the navigation is at hand: a sheet on a phone, a sidebar that collapses elsewhere', async ({
  page,
  texts,
  me,
  isMobile,
}) => {
  await page.goto('/');
  await expect(page.getByText(me.email)).toBeVisible();
  if (isMobile) {
    await page.getByRole('button', { name: texts.shell.nav.open }).click();
    await expect(page.getByRole('dialog', { name: texts.shell.nav.label })).toBeVisible();
  } else {
    await page.keyboard.press('Control+KeyB');
    await expect(page.getByRole('button', { name: texts.shell.nav.expand })).toBeVisible();
  }
  await checkAccessibility(page);
  await page.getByRole('link', { name: texts.shell.nav.profile, exact: true }).click();
  await expect(page).toHaveURL('/settings/profile');
});

test('an address without a page says so: alone to a stranger, inside the shell to its user', async ({
  page,
  context,
  texts,
  me,
}) => {
  await page.goto('/nowhere/at-all');
  await expect(shell(page, texts).heading).toHaveText(texts.app.notFound.title);
  await expect(shell(page, texts).userMenu).toHaveAccessibleName(new RegExp(me.fullName));
  await checkAccessibility(page);
  await context.clearCookies({ name: /qp_(access|refresh)$/ });
  await page.reload();
  await expect(page.getByRole('link', { name: texts.app.notFound.signIn })).toBeVisible();
  await expect(page).toHaveURL('/nowhere/at-all');
  await expect(shell(page, texts).userMenu).toHaveCount(0);
  await checkAccessibility(page);
});
