import { languageOf, signInNewPerson } from './support/signed-in-person.ts';
import { expect, test } from './support/test.ts';

const texts = {
  en: { menu: /^Account menu/, signOut: 'Sign out' },
  ru: { menu: /^Меню учётной записи/, signOut: 'Выйти' },
};

const forms = [
  { path: '/login', autocomplete: 'current-password', identifier: 'username webauthn' },
  { path: '/register', autocomplete: 'new-password', identifier: 'email' },
];

for (const { path, autocomplete, identifier } of forms)
  test(`a password manager fills ${path}; the password is masked, may be pasted, and is shown on demand`, async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(path);
    const field = page.locator(`input[autocomplete="${autocomplete}"]`).first();
    await expect(field).toHaveAttribute('type', 'password');
    await expect(page.locator(`input[autocomplete="${identifier}"]`)).toBeVisible();

    await page.evaluate(`navigator.clipboard.writeText('pasted from a manager')`);
    await field.focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(field).toHaveValue('pasted from a manager');

    await page.locator(`button[aria-controls="${await field.getAttribute('id')}"]`).click();
    await expect(field).toHaveAttribute('type', 'text');
  });

test('whoever is signed in finds the way out on every page', async ({ page, locale, pageWatch }) => {
  const text = texts[languageOf(locale)];
  pageWatch.expectConsoleError(/status of 404/);
  await signInNewPerson(page, languageOf(locale));
  for (const path of ['/', '/settings/profile', '/settings/security', '/settings/data', '/no-such-page']) {
    await page.goto(path);
    await page.getByRole('button', { name: text.menu }).click();
    await expect(page.getByRole('menuitem', { name: text.signOut })).toBeVisible();
  }
});
