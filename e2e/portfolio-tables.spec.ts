import { checkAccessibility } from './support/accessibility.ts';
import { mutate } from './support/api.ts';
import { expect, test } from './support/test.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

test('one sorts positions by the heads of the table, and a reload shows the same', async ({
  page,
  context,
  texts,
  me,
  isMobile,
}) => {
  expect(me.email).toBeTruthy();
  const [sample] = await mutate<Portfolio[]>(context.request, 'portfolios.createSample');
  await page.goto(`/portfolios/${sample?.id}`);
  const table = page.getByRole('table', { name: texts.positions.title });
  const links = table.getByRole('rowheader').getByRole('link');
  await expect(links.first()).toBeVisible();
  const byName = await links.allInnerTexts();
  if (isMobile) await page.locator('#sort').selectOption('-weight');
  else await table.getByRole('link', { name: texts.positions.weight }).click();
  await expect(page).toHaveURL(/sort=-weight/);
  await expect.poll(() => links.allInnerTexts()).not.toEqual(byName);
  const byWeight = await links.allInnerTexts();
  await page.reload();
  await expect.poll(() => links.allInnerTexts()).toEqual(byWeight);
  await links.first().focus();
  await page.keyboard.press('KeyJ');
  await expect(links.nth(1)).toBeFocused();
});

test('one finds a symbol from anywhere by a key, and rows that were set closer stay so', async ({
  page,
  context,
  texts,
  me,
  isMobile,
}) => {
  expect(me.email).toBeTruthy();
  const [sample] = await mutate<Portfolio[]>(context.request, 'portfolios.createSample');
  const { positions, shell: words } = texts;
  const rows = page.getByRole('table', { name: positions.title }).getByRole('rowheader');
  const symbols = rows.getByRole('link');
  await page.goto(`/portfolios/${sample?.id}`);
  const symbol = await symbols.first().innerText();
  await page.goto(`/portfolios/${sample?.id}?q=nothing`);
  await expect(page.getByText(positions.noneFound)).toBeVisible();
  await page.keyboard.press('/');
  const field = page.getByLabel(positions.search);
  await expect(field).toBeFocused();
  await field.fill(symbol.toLowerCase());
  await expect(symbols).toHaveText([symbol]);
  await expect(page).toHaveURL(/q=demo/);
  if (isMobile) return;
  await page.getByRole('button', { name: words.rows.compact }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: words.rows.roomy })).toBeVisible();
  await checkAccessibility(page);
});
