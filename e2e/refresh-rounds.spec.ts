import { expect, test } from './support/test.ts';

/** Two hundred are the promise; everyday runs take a sample of it. */
const rounds = process.env['QP_LONG_TESTS'] ? 200 : 15;
const access = /qp_access$/;

/** What a browser does to a page that it takes out of its cache. The page then asks how the session stands. */
const comeBack = `window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`;

test('two tabs that refresh at once, round after round, sign nobody out', async ({
  page,
  context,
  texts,
  me,
}) => {
  test.setTimeout(rounds * 3000 + 60_000);
  const second = await context.newPage();
  const tabs = [page, second];
  await Promise.all(tabs.map((tab) => tab.goto('/settings/profile')));
  const name = (tab: typeof page) => tab.getByLabel(texts.users.fullName);
  for (const tab of tabs) await expect(name(tab)).toHaveValue(me.fullName);
  const statuses: number[] = [];
  context.on('response', (response) => {
    if (response.url().includes('auth.refresh')) statuses.push(response.status());
  });

  for (let round = 1; round <= rounds; round += 1) {
    await context.clearCookies({ name: access });
    const asked = tabs.map((tab) => tab.waitForResponse(/auth\.session/));
    await Promise.all(tabs.map((tab) => tab.evaluate(comeBack)));
    await Promise.all(asked);
    const names = async () => (await context.cookies()).some((cookie) => access.test(cookie.name));
    await expect.poll(names).toBe(true);
  }

  // A late refresh of one round may serve the next.
  expect(statuses.length).toBeGreaterThan(rounds / 2);
  expect(new Set(statuses)).toEqual(new Set([200]));
  for (const tab of tabs) {
    await expect(tab).toHaveURL(/\/settings\/profile$/);
    await expect(name(tab)).toHaveValue(me.fullName);
  }
});
