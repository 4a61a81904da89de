import type { Locator } from '@playwright/test';
import { shell } from './pages/shell.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { mutate, query } from './support/api.ts';
import { ageSignIns } from './support/sign-in-age.ts';
import { expect, needsOwnServer, test } from './support/test.ts';
import { textsOf } from './support/texts.ts';
import type { User } from '#shared/identity/users.ts';

async function expectApart(button: Locator, toast: Locator): Promise<void> {
  const [one, other] = await Promise.all([button.boundingBox(), toast.boundingBox()]);
  if (!one || !other) throw new Error('one of them is not on the page');
  const isAbove = other.y + other.height <= one.y;
  const isBeside = other.x >= one.x + one.width || other.x + other.width <= one.x;
  expect(isAbove || isBeside, JSON.stringify({ one, other })).toBe(true);
}

test('a person mends a wrong username, saves, and meets the new name everywhere', async ({
  page,
  texts,
  me,
}) => {
  await page.goto('/settings/profile');
  const username = page.getByLabel(texts.users.username, { exact: true });
  const name = page.getByLabel(texts.users.fullName);
  await expect(name).toHaveValue(me.fullName);
  await checkAccessibility(page);
  await username.fill('a');
  await page.getByRole('button', { name: texts.common.save }).click();
  await expect(page.locator('#username-error')).toHaveText(texts.fields.exact.username.TOO_SHORT);
  await expect(username).toBeFocused();
  await checkAccessibility(page);
  await username.fill(me.username);
  await name.fill('Анна Каренина');
  await page.getByRole('button', { name: texts.common.save }).click();
  await expect(page.getByText(texts.users.saved)).toBeVisible();
  await expectApart(page.getByRole('button', { name: texts.common.save }), page.locator('[data-slot=toast]'));
  await expect(shell(page, texts).userMenu).toHaveAccessibleName(/Анна Каренина/);
  await page.reload();
  await expect(name).toHaveValue('Анна Каренина');
});

test('a person who signed in long ago gives the password for another username, and loses nothing typed', async ({
  page,
  texts,
  me,
  pageWatch,
}) => {
  needsOwnServer('move the time of');
  pageWatch.expectConsoleError(/status of 403/);
  await ageSignIns(me.email, 11);
  await page.goto('/settings/profile');
  const username = page.getByLabel(texts.users.username, { exact: true });
  const save = page.getByRole('button', { name: texts.common.save });
  const dialog = page.getByRole('dialog', { name: texts.auth.reauthentication.title });
  const other = `${me.username}x`;
  await username.fill(other);
  await save.click();
  await expect(dialog).toBeVisible();
  await checkAccessibility(page);
  await dialog.getByRole('button', { name: texts.common.cancel }).click();
  await expect(dialog).toBeHidden();
  await expect(username).toHaveValue(other);
  await save.click();
  await dialog.getByLabel(texts.auth.reauthentication.password).fill(me.password);
  await dialog.getByRole('button', { name: texts.auth.reauthentication.submit }).click();
  await expect(page.getByText(texts.users.saved)).toBeVisible();
  await page.reload();
  await expect(username).toHaveValue(other);
});

test('a person who edits what another device has changed meanwhile loses neither change', async ({
  page,
  context,
  texts,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 409/);
  await page.goto('/settings/profile');
  const name = page.getByLabel(texts.users.fullName);
  await expect(name).toHaveValue(me.fullName);
  await name.fill('Anna Edits Here');
  const { version } = await query<User>(context.request, 'users.me');
  await mutate(context.request, 'users.updateProfile', { timeZone: 'Asia/Tokyo', version });
  const save = page.getByRole('button', { name: texts.common.save });
  await save.click();
  await expect(page.locator('[data-slot="failure-alert"]')).toContainText(texts.errors.CONFLICT_VERSION);
  await checkAccessibility(page);
  await page.getByRole('button', { name: texts.users.reload }).click();
  await expect(page.locator('#timeZone')).toHaveValue('Asia/Tokyo');
  await expect(name).toHaveValue('Anna Edits Here');
  await save.click();
  await expect(page.getByText(texts.users.saved)).toBeVisible();
  const saved = await query<User>(context.request, 'users.me');
  expect([saved.fullName, saved.timeZone]).toEqual(['Anna Edits Here', 'Asia/Tokyo']);
});

test('a person who saves another language is told so in it, once, by what is no stop for the keyboard', async ({
  page,
  texts,
  language,
  me,
}) => {
  const other = textsOf[language === 'en' ? 'ru' : 'en'];
  await page.goto('/settings/profile');
  const name = page.getByLabel(texts.users.fullName);
  await expect(name).toHaveValue(me.fullName);
  await page.locator('#locale').selectOption({ index: language === 'en' ? 1 : 0 });
  await page.getByRole('button', { name: texts.common.save }).click();
  const toasts = page.getByRole('status', { name: other.common.notifications });
  await expect(toasts).toHaveText(other.users.saved);
  await page.locator('#fullName').fill(`${me.fullName} Again`);
  await page.getByRole('button', { name: other.common.save }).click();
  await expect(page.getByLabel(other.users.fullName)).toHaveValue(`${me.fullName} Again`);
  await expect(toasts.locator('[data-slot=toast]')).toHaveCount(1);
  await expect(toasts.locator('[tabindex]')).toHaveCount(0);
  await checkAccessibility(page);
});

test('a person who leaves with unsaved changes is asked first', async ({ page, texts, me }) => {
  await page.goto('/settings/profile');
  const name = page.getByLabel(texts.users.fullName);
  await name.fill(`${me.fullName} Unsaved`);
  await page.keyboard.press('Control+KeyK');
  await page.getByRole('combobox').fill(texts.shell.nav.dashboard);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: texts.users.leave.title });
  await expect(dialog).toBeVisible();
  await checkAccessibility(page);
  await dialog.getByRole('button', { name: texts.users.leave.stay }).click();
  await expect(name).toHaveValue(`${me.fullName} Unsaved`);
});
