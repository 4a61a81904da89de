import { checkAccessibility } from './support/accessibility.ts';
import { withoutLooks } from './support/run-settings.ts';
import { expect, test } from './support/test.ts';

test('a stranger who opens the app meets a titled, accessible page', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle(/QuantPulse/);
  await expect(page.getByRole('main')).toBeVisible();
  await checkAccessibility(page);
});

test('an operator sees the app alive and ready', withoutLooks, async ({ request }) => {
  expect((await request.get('/healthz')).status()).toBe(200);
  expect((await request.get('/readyz')).status()).toBe(200);
});

test(
  'a script that got into a page cannot turn text into markup',
  withoutLooks,
  async ({ browser, baseURL }) => {
    // A page of its own: the journeys' watch would count what is refused here.
    const page = await browser.newPage();
    await page.goto(baseURL ?? '');
    const write = `document.body.innerHTML = '<img src="x">'`;
    const makePolicy = `trustedTypes.createPolicy('default', { createHTML: (text) => text })`;
    await expect(page.evaluate(write)).rejects.toThrow(/TrustedHTML/);
    await expect(page.evaluate(makePolicy)).rejects.toThrow(/disallowed/);
    await page.close();
  },
);
