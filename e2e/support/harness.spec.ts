import { expect, test } from '@playwright/test';
import { checkAccessibility } from './accessibility.ts';
import { watchPages } from './page-watch.ts';

// What guards the journeys is itself seen to catch: a guard that cannot fail proves nothing.
test('a page that breaks its policy, logs an error or throws is caught', async ({ context, page }) => {
  const watch = await watchPages(context);
  await page.route('**/planted', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'Content-Security-Policy': "script-src 'self'" },
      body: '<script>document.title = "inline"</script><script src="/planted.js"></script>',
    }),
  );
  await page.route('**/planted.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'console.error("planted error"); throw new Error("planted throw");',
    }),
  );
  await page.goto('/planted');
  await expect.poll(() => watch.problems().join('\n')).toMatch(/csp: script-src/);
  await expect.poll(() => watch.problems().join('\n')).toMatch(/console: planted error/);
  await expect.poll(() => watch.problems().join('\n')).toMatch(/uncaught: planted throw/);
  watch.expectConsoleError(/planted error/);
  expect(watch.problems().join('\n')).not.toContain('planted error');
});

test('a page with an unnamed image fails the accessibility gate', async ({ page }) => {
  await page.setContent('<html lang="en"><title>Planted</title><main><img src="data:,"></main></html>');
  await expect(checkAccessibility(page)).rejects.toThrow(/image-alt/);
});
