import { checkAccessibility } from './support/accessibility.ts';
import { expect, test } from './support/test.ts';

test('a stranger who opens the app meets a titled, accessible page', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle(/QuantPulse/);
  await expect(page.getByRole('main')).toBeVisible();
  await checkAccessibility(page);
});

test('an operator sees the app alive and ready', async ({ request }) => {
  expect((await request.get('/healthz')).status()).toBe(200);
  expect((await request.get('/readyz')).status()).toBe(200);
});
