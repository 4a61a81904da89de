import type { APIRequestContext } from '@playwright/test';
import { loginForm } from './pages/auth-page.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { mutate } from './support/api.ts';
import type { Person } from './support/person.ts';
import { withoutLooks } from './support/run-settings.ts';
import { expect, test } from './support/test.ts';

/** The owner, on another device, ends every session but that one. */
async function endElsewhere(request: APIRequestContext, { email, password }: Person): Promise<void> {
  await mutate(request, 'auth.login', { identifier: email, password });
  await mutate(request, 'sessions.revokeOthers');
}

test('a person whose session was ended elsewhere signs in over the page, and what they were saving is saved', async ({
  page,
  request,
  texts,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 401/);
  await page.goto('/settings/profile');
  const name = page.getByLabel(texts.users.fullName);
  await name.fill('Anna Unsaved');
  await endElsewhere(request, me);
  await page.getByRole('button', { name: texts.common.save }).click();
  const dialog = page.getByRole('dialog', { name: texts.sessions.relogin.title });
  await expect(dialog).toContainText(texts.errors.ended.revoked);
  await expect(loginForm(page, texts).password).toBeFocused();
  await expect(loginForm(page, texts).rememberMe).not.toBeChecked();
  await checkAccessibility(page);
  await loginForm(page, texts).password.fill(me.password);
  await loginForm(page, texts).submit.click();
  await expect(dialog).toBeHidden();
  await expect(name).toHaveValue('Anna Unsaved');
  await expect(page.getByText(texts.users.saved)).toBeVisible();
});

test(
  'a person who asked to be remembered is asked again with the same choice',
  withoutLooks,
  async ({ page, request, texts, account, pageWatch }) => {
    pageWatch.expectConsoleError(/status of 401/);
    await page.goto('/login?next=/settings/profile');
    await loginForm(page, texts).rememberMe.check();
    await loginForm(page, texts).signIn(account);
    await expect(page.getByLabel(texts.users.fullName)).toHaveValue(account.fullName);
    await endElsewhere(request, account);
    await page.getByRole('button', { name: texts.common.save }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(loginForm(page, texts).rememberMe).toBeChecked();
  },
);

test(
  'another person who signs in over the page starts clean',
  withoutLooks,
  async ({ page, request, texts, me, other, pageWatch }) => {
    pageWatch.expectConsoleError(/status of 401/);
    await page.goto('/settings/profile');
    const name = page.getByLabel(texts.users.fullName);
    await name.fill('Anna Unsaved');
    await endElsewhere(request, me);
    await page.getByRole('button', { name: texts.common.save }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await loginForm(page, texts).signIn(other);
    await expect(name).toHaveValue(other.fullName);
    expect(await page.content()).not.toContain(me.email);
  },
);
