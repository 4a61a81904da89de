import { shell } from './pages/shell.ts';
import { expect, test } from './support/test.ts';

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

test('whoever is signed in finds the way out on every page', async ({ page, texts, me, pageWatch }) => {
  pageWatch.expectConsoleError(/status of 404/);
  expect(me.email).toBeTruthy();
  const { userMenu } = shell(page, texts);
  for (const path of ['/', '/settings/profile', '/settings/security', '/settings/data', '/no-such-page']) {
    await page.goto(path);
    await userMenu.click();
    await expect(page.getByRole('menuitem', { name: texts.shell.user.signOut })).toBeVisible();
  }
});
