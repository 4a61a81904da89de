import { checkAccessibility } from './support/accessibility.ts';
import { expect, test } from './support/test.ts';

test('a developer reads the routes and codes of the REST face, under the policy of every page', async ({
  page,
}) => {
  await page.goto('/api/docs');
  await expect(page).toHaveTitle('QuantPulse API');
  await expect(page.getByRole('heading', { name: 'POST /api/v1/auth/login' })).toBeVisible();
  await page.getByRole('link', { name: 'EMAIL_TAKEN' }).first().click();
  await expect(page).toHaveURL(/#EMAIL_TAKEN$/);
  await expect(page.getByText('Эта почта занята.')).toBeInViewport();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await checkAccessibility(page);
  }
});

test('the page of the REST face fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto('/api/docs');
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(overflow).toBeLessThanOrEqual(0);
});
