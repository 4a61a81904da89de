import { checkAccessibility } from './support/accessibility.ts';
import { query } from './support/api.ts';
import { expect, test } from './support/test.ts';
import type { User } from '#shared/identity/users.ts';

test('a person finds a time zone by its city, takes it by keyboard, and saves it under its present name', async ({
  page,
  context,
  texts,
  language,
  me,
}) => {
  await page.goto('/settings/profile');
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
  const field = page.getByRole('combobox', { name: texts.users.timeZone });
  const moscow = { en: 'Moscow · UTC+3', ru: 'Москва · UTC+3' }[language];
  await expect(field).toHaveValue(moscow);
  await field.focus();
  await page.keyboard.press('ArrowDown');
  const list = page.getByRole('listbox', { name: texts.users.timeZone });
  const chosen = list.getByRole('option', { selected: true });
  await expect(chosen).toContainText({ en: 'Moscow', ru: 'Москва' }[language]);
  await expect(field).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? 'none');
  await checkAccessibility(page);
  await field.fill({ en: 'kolk', ru: 'кальк' }[language]);
  await expect(list.getByRole('option')).toHaveCount(1);
  await expect(list.getByRole('option')).toContainText(/UTC\+5:30 · (?:now|сейчас) \d/);
  await page.keyboard.press('Enter');
  await expect(list).toBeHidden();
  await expect(field).toHaveValue({ en: 'Kolkata · UTC+5:30', ru: 'Калькутта · UTC+5:30' }[language]);
  await page.getByRole('button', { name: texts.common.save }).click();
  await expect(page.getByText(texts.users.saved)).toBeVisible();
  expect((await query<User>(context.request, 'users.me')).timeZone).toBe('Asia/Kolkata');
});

test('a person who types no zone at all, or thinks better of it, keeps theirs', async ({
  page,
  texts,
  language,
  me,
}) => {
  await page.goto('/settings/profile');
  const field = page.getByRole('combobox', { name: texts.users.timeZone });
  const list = page.getByRole('listbox', { name: texts.users.timeZone });
  await field.click();
  await expect(list.getByRole('option').first()).toBeVisible();
  await field.fill('xyzzy');
  await expect(page.getByText(texts.users.zone.none)).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue({ en: 'Moscow · UTC+3', ru: 'Москва · UTC+3' }[language]);
  await field.fill({ en: 'tok', ru: 'ток' }[language]);
  await list.getByRole('option', { name: /Tokyo|Токио/ }).click();
  await expect(field).toHaveValue(/^(?:Tokyo|Токио) · UTC\+9$/);
  await page.getByRole('button', { name: texts.users.discard }).click();
  await expect(field).toHaveValue({ en: 'Moscow · UTC+3', ru: 'Москва · UTC+3' }[language]);
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
});
