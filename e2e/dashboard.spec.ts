import { checkAccessibility } from './support/accessibility.ts';
import { query } from './support/api.ts';
import { expect, needsOwnServer, test } from './support/test.ts';
import { fill, plural } from './support/texts.ts';
import type { ActivityPage, Protection } from '#shared/identity/account.ts';

test('a newcomer finds an account in order, its days as a table too, and the markets', async ({
  page,
  context,
  texts,
  language,
  me,
}) => {
  await page.goto('/');
  const { protection, signIns, next } = texts.dashboard;
  await expect(page.getByRole('img', { name: fill(protection.ring, { done: 5, all: 5 }) })).toBeVisible();
  await expect(page.getByText(next.done)).toBeVisible();
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
  const ring = (done: number) => page.getByRole('img', { name: fill(protection.ring, { done, all: 5 }) });
  await expect(ring(4)).toBeVisible();
  await expect(page.getByText(next.done)).toBeHidden();
  await expect(
    page.getByRole('link', { name: fill(protection.missing.refusals_one, { count: 1 }) }),
  ).toHaveAttribute('href', '/settings/security#activity');
  await checkAccessibility(page);
  await page.getByRole('button', { name: next.yes }).click();
  await expect(ring(5)).toBeVisible();
  await expect(page.getByText(next.done)).toBeVisible();
});
