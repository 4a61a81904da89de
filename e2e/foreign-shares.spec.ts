import { checkAccessibility } from './support/accessibility.ts';
import { mutate } from './support/api.ts';
import { expect, test } from './support/test.ts';
import { fill } from './support/texts.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

const field = (name: string) => `[id="transaction.${name}"]`;

test('an international account buys a new share in another currency, and its dividend comes in that', async ({
  page,
  context,
  texts,
  me: _me,
  pageWatch,
}) => {
  const { transactions, instruments, prices, errors } = texts;
  pageWatch.expectConsoleError(/400.*transactions\.record/);
  const { id } = await mutate<Portfolio>(context.request, 'portfolios.create', {
    name: 'Broker abroad',
    accountType: 'INTERNATIONAL',
    country: 'KZ',
    baseCurrency: 'RUB',
  });
  await page.goto(`/portfolios/${id}/record?type=buy`);
  await page.locator(field('instrumentId')).fill('AAPL');
  await page.getByRole('option', { name: fill(instruments.makeNew, { symbol: 'AAPL' }) }).click();
  await page.locator('#name').fill('Apple');
  await page.locator('#currency').selectOption('USD');
  await page.locator('#name').press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.locator(field('quantity')).fill('10');
  await page.locator(field('price')).fill('185');
  await page.locator('#record').click();
  await expect(page.locator(field('fxRate-error'))).toHaveText(errors.FX_RATE_MISSING);
  await expect(page.locator(field('fxRate'))).toBeFocused();
  await page.keyboard.type('81');
  await expect(page.locator(field('fxRate'))).toHaveValue('81');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row').filter({ hasText: transactions.types.buy })).toBeVisible();

  await page.goto(`/portfolios/${id}/record?type=deposit`);
  await page.locator(field('type')).selectOption('dividend');
  await page.locator(field('instrumentId')).fill('AAPL');
  await page.keyboard.press('Enter');
  await page.locator(field('amount')).fill('12');
  await expect(page.locator('#outcome')).toContainText(fill(transactions.outcome.cash, { currency: 'USD' }));
  await page.locator('#record').click();
  const row = page.getByRole('row').filter({ hasText: transactions.types.dividend });
  await expect(row).toContainText('$');

  await page.goto(`/portfolios/${id}`);
  await page.getByRole('rowheader').getByRole('link', { name: 'AAPL' }).click();
  for (const title of [prices.prices.title, fill(prices.rates.title, { base: 'USD', quote: 'RUB' })])
    await expect(page.getByRole('region', { name: title }).getByLabel(prices.day)).toBeVisible();
  await checkAccessibility(page);
});
