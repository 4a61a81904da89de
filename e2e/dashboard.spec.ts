import { checkAccessibility } from './support/accessibility.ts';
import { query } from './support/api.ts';
import { expect, needsOwnServer, test } from './support/test.ts';
import { fill, plural } from './support/texts.ts';
import type { ActivityPage, Protection } from '#shared/identity/account.ts';

test('a newcomer finds what makes the account safer, its days as a table too, and the markets', async ({
  page,
  context,
  texts,
  language,
  me,
}) => {
  await page.goto('/');
  const { protection, signIns, next } = texts.dashboard;
  await expect(page.getByRole('img', { name: fill(protection.ring, { done: 5, all: 6 }) })).toBeVisible();
  await expect(page.getByRole('link', { name: protection.missing.factor })).toHaveCount(2);
  await expect(page.getByText(next.done)).toBeHidden();
  await expect(page.getByText(me.email)).toBeVisible();
  const { days } = await query<Protection>(context.request, 'account.protection');
  const today = days.at(-1)?.signIns ?? 0;
  const busiest = page.getByRole('figure').getByText(String(today)).first();
  await expect(busiest).toBeVisible();
  await expect(page.getByRole('table', { name: signIns.title }).getByRole('row')).toHaveCount(31);
  await expect(page.getByText(plural(signIns, 'refusedCount', { language, count: 0 }))).toBeVisible();
  const markets = page.getByRole('region', { name: texts.exchanges.title });
  await expect(markets.getByRole('listitem')).toHaveCount(5);
  await expect(markets.getByText(texts.exchanges.noBell)).toBeVisible();
  await checkAccessibility(page);
});

test('a refused sign-in takes a part of the ring away until its owner has answered', async ({
  page,
  context,
  request,
  texts,
  me,
}) => {
  needsOwnServer('guess passwords at');
  await request.post('/trpc/auth.login', { data: { identifier: me.email, password: 'not my password' } });
  await expect
    .poll(async () => (await query<ActivityPage>(context.request, 'account.activity')).items[0]?.event)
    .toBe('sign-in-refused');
  await page.goto('/');
  const { protection, next } = texts.dashboard;
  const ring = (done: number) => page.getByRole('img', { name: fill(protection.ring, { done, all: 6 }) });
  await expect(ring(4)).toBeVisible();
  await expect(
    page.getByRole('link', { name: fill(protection.missing.refusals_one, { count: 1 }) }),
  ).toHaveAttribute('href', '/settings/security#activity');
  await checkAccessibility(page);
  await page.getByRole('button', { name: next.yes }).click();
  await expect(ring(5)).toBeVisible();
});

test('advice that its owner hides is told nowhere, can be shown again, and stays true in the ring', async ({
  page,
  texts,
  me,
}) => {
  const { protection, next } = texts.dashboard;
  const { weakSpots } = texts.account;
  const hide = page.getByRole('button', {
    name: fill(weakSpots.hideNamed, { title: weakSpots.factor.title }),
  });
  const show = page.getByRole('button', { name: weakSpots.show });
  const hidden = page.getByText(fill(weakSpots.hidden, { number: 1 }));
  const spot = page.getByRole('link', { name: weakSpots.factor.title });
  await page.goto('/');
  await hide.click();
  await expect(page.locator('#next')).toBeFocused();
  await expect(page.getByText(next.calm)).toBeVisible();
  await expect(page.getByText(next.done)).toBeHidden();
  await expect(hidden).toBeVisible();
  await checkAccessibility(page);
  await expect(page.getByRole('img', { name: fill(protection.ring, { done: 5, all: 6 }) })).toBeVisible();
  await expect(spot).toHaveAttribute('href', '/settings/security#factors');

  await page.goto('/settings/security');
  await expect(hidden).toBeVisible();
  await expect(spot).toBeHidden();
  await checkAccessibility(page);
  await show.click();
  await expect(page.locator('#weakSpots')).toBeFocused();
  await expect(spot).toBeVisible();
  await expect(page.getByText(me.email).first()).toBeVisible();
  await checkAccessibility(page);
  await hide.click();
  await expect(page.locator('#weakSpots')).toBeFocused();
  await page.reload();
  await show.click();
  await spot.click();
  await expect(page).toHaveURL('/settings/security#factors');
});
