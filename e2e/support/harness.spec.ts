import { expect, test } from '@playwright/test';
import { checkAccessibility } from './accessibility.ts';
import { checkForcedColours } from './forced-colours.ts';
import { watchPages } from './page-watch.ts';
import { checkReflow } from './reflow.ts';

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

test('a page that is wider than a phone, cuts its title or has a tiny button fails the reflow gate', async ({
  page,
}) => {
  await page.setContent(`<meta name="viewport" content="width=device-width"><main style="width: 700px">
    <h1 style="width: 4rem; overflow: hidden; white-space: nowrap">A long title</h1>
    <button style="height: 1rem">Tiny</button></main>`);
  const checked = checkReflow(page);
  await expect(checked).rejects.toThrow(/320 px: main [^:]+ stands out/);
  await expect(checked).rejects.toThrow(/A long title\S* is cut/);
  await expect(checked).rejects.toThrow(/Tiny\S* is hard to touch/);
});

test('a choice that only a background tells, and an icon in our colour, fail the gate of forced colours', async ({
  page,
}) => {
  await page.setContent(`<label style="background: green"><input type="radio" checked></label>
    <label><input type="radio"></label><span><svg style="color: green"></svg></span>`);
  const checked = checkForcedColours(page);
  await expect(checked).rejects.toThrow(/looks like what is not chosen: <label/);
  await expect(checked).rejects.toThrow(/an icon has our colour/);
});
