import type { APIRequestContext, Locator } from '@playwright/test';
import { palette } from './pages/palette.ts';
import { shell } from './pages/shell.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { mutate, query } from './support/api.ts';
import type { Person } from './support/person.ts';
import { withoutLooks } from './support/run-settings.ts';
import { ageSignIns } from './support/sign-in-age.ts';
import { expect, needsOwnServer, test } from './support/test.ts';
import { textsOf } from './support/texts.ts';
import type { UpdateProfileInput, User } from '#shared/identity/users.ts';

async function expectApart(button: Locator, toast: Locator): Promise<void> {
  const [one, other] = await Promise.all([button.boundingBox(), toast.boundingBox()]);
  if (!one || !other) throw new Error('one of them is not on the page');
  const isAbove = other.y + other.height <= one.y;
  const isBeside = other.x >= one.x + one.width || other.x + other.width <= one.x;
  expect(isAbove || isBeside, JSON.stringify({ one, other })).toBe(true);
}

/** The same person on another device. */
async function changeElsewhere(
  request: APIRequestContext,
  { email, password }: Person,
  change: Omit<UpdateProfileInput, 'version'>,
): Promise<void> {
  await mutate(request, 'auth.login', { identifier: email, password });
  const { version } = await query<User>(request, 'users.me');
  await mutate(request, 'users.updateProfile', { ...change, version });
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
  const dialog = page.getByRole('dialog', { name: texts.factor.reauthentication.title });
  const other = `${me.username}x`;
  await username.fill(other);
  await save.click();
  await expect(dialog).toBeVisible();
  await checkAccessibility(page);
  await dialog.getByRole('button', { name: texts.common.cancel }).click();
  await expect(dialog).toBeHidden();
  await expect(username).toHaveValue(other);
  await save.click();
  await dialog.getByLabel(texts.factor.reauthentication.password).fill(me.password);
  await dialog.getByRole('button', { name: texts.factor.reauthentication.submit }).click();
  await expect(page.getByText(texts.users.saved)).toBeVisible();
  await page.reload();
  await expect(username).toHaveValue(other);
});

test(
  'a person who edits one field while another device changes another one loses neither, and is asked nothing',
  withoutLooks,
  async ({ page, request, texts, me, pageWatch }) => {
    pageWatch.expectConsoleError(/status of 409/);
    await page.goto('/settings/profile');
    const name = page.getByLabel(texts.users.fullName);
    await expect(name).toHaveValue(me.fullName);
    await name.fill('Anna Edits Here');
    await changeElsewhere(request, me, { timeZone: 'Asia/Tokyo' });
    await page.getByRole('button', { name: texts.common.save }).click();
    await expect(page.getByText(texts.users.saved)).toBeVisible();
    await expect(page.locator('#timeZone')).toHaveValue(/^(?:Tokyo|Токио) · UTC\+9$/);
    const saved = await query<User>(request, 'users.me');
    expect([saved.fullName, saved.timeZone]).toEqual(['Anna Edits Here', 'Asia/Tokyo']);
  },
);

test('a person is told in the language just chosen, once, by what is no stop for the keyboard', async ({
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
  const toasts = page.getByRole('status', { name: other.common.notifications });
  await page.locator('#fullName').fill(`${me.fullName} There`);
  await page.getByRole('button', { name: other.common.save }).click();
  await expect(toasts).toHaveText(other.users.saved);
  await page.locator('#fullName').fill(`${me.fullName} Again`);
  await page.getByRole('button', { name: other.common.save }).click();
  await expect(page.getByLabel(other.users.fullName)).toHaveValue(`${me.fullName} Again`);
  await expect(toasts.locator('[data-slot=toast]')).toHaveCount(1);
  await expect(toasts.locator('[tabindex]')).toHaveCount(0);
  await checkAccessibility(page);
});

for (const side of ['mine', 'theirs'] as const) {
  test(`a person who edits a field that another device changed too sees both and keeps ${side} with one click`, async ({
    page,
    request,
    texts,
    me,
    pageWatch,
  }) => {
    pageWatch.expectConsoleError(/status of 409/);
    await page.goto('/settings/profile');
    const name = page.getByLabel(texts.users.fullName);
    await expect(name).toHaveValue(me.fullName);
    await name.fill('Anna Edits Here');
    await changeElsewhere(request, me, { fullName: 'Anna Edited There', theme: 'light' });
    await page.getByRole('button', { name: texts.common.save }).click();
    const merge = page.getByRole('region', { name: texts.users.merge.title });
    await expect(merge).toBeFocused();
    await expect(merge).toBeInViewport({ ratio: 1 });
    await expect(merge.getByRole('button')).toHaveText([
      `${texts.users.merge.mine}Anna Edits Here`,
      `${texts.users.merge.theirs}Anna Edited There`,
    ]);
    await checkAccessibility(page);
    await page.getByRole('button', { name: texts.common.save }).click();
    await expect(merge).toBeFocused();
    await merge.getByRole('button', { name: texts.users.merge[side] }).click();
    await expect(page.getByText(texts.users.saved)).toBeVisible();
    await expect(merge).toBeHidden();
    const saved = await query<User>(request, 'users.me');
    const kept = { mine: 'Anna Edits Here', theirs: 'Anna Edited There' }[side];
    expect([saved.fullName, saved.theme]).toEqual([kept, 'light']);
    await expect(name).toHaveValue(kept);
  });
}

test(
  'a person learns of the other value before saving when the page reads the profile anew',
  withoutLooks,
  async ({ page, request, texts, me, pageWatch }) => {
    pageWatch.expectConsoleError(/status of 409/);
    await page.goto('/settings/profile');
    const name = page.getByLabel(texts.users.fullName);
    await expect(name).toHaveValue(me.fullName);
    await name.fill('Anna Edits Here');
    await changeElsewhere(request, me, { fullName: 'Anna Edited There' });
    // The theme is saved at once, and for that the newer version is read.
    await shell(page, texts).themeMenu.click();
    await shell(page, texts).choice(texts.app.theme.system).click();
    const merge = page.getByRole('region', { name: texts.users.merge.title });
    await expect(merge).toBeFocused();
    await merge.getByRole('button', { name: texts.users.merge.theirs }).click();
    await expect(name).toHaveValue('Anna Edited There');
    await expect(page.getByRole('button', { name: texts.common.save })).toBeFocused();
    await expect(page.getByRole('button', { name: texts.users.discard })).toBeHidden();
  },
);

test('a person who leaves with unsaved changes is asked first', async ({ page, texts, me }) => {
  await page.goto('/settings/profile');
  const name = page.getByLabel(texts.users.fullName);
  await name.fill(`${me.fullName} Unsaved`);
  await palette(page, texts).open();
  await palette(page, texts).field.fill(texts.shell.nav.dashboard);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: texts.users.leave.title });
  await expect(dialog).toBeVisible();
  await checkAccessibility(page);
  await dialog.getByRole('button', { name: texts.users.leave.stay }).click();
  await expect(name).toHaveValue(`${me.fullName} Unsaved`);
});
