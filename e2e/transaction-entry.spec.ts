import type { APIRequestContext } from '@playwright/test';
import { checkAccessibility } from './support/accessibility.ts';
import { mutate } from './support/api.ts';
import { expect, test } from './support/test.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

const field = (name: string) => `[id="transaction.${name}"]`;
const abroad = { name: 'Abroad', accountType: 'INTERNATIONAL', baseCurrency: 'USD', country: 'KZ' };
const home = { name: 'Home', accountType: 'DOMESTIC', baseCurrency: 'USD' };

const keepInstrument = (request: APIRequestContext, symbol: string, currency: string) =>
  mutate<{ id: string }>(request, 'instruments.create', { symbol, name: symbol, kind: 'equity', currency });

test('each type begins in the currency of the last of its kind, else in that of the account', async ({
  page,
  context,
  me: _me,
}) => {
  const { id: portfolioId } = await mutate<Portfolio>(context.request, 'portfolios.create', abroad);
  const deposit = { type: 'deposit', tradeDate: '2026-01-12', currency: 'EUR', amount: '5', fxRate: '1.1' };
  await mutate(context.request, 'transactions.record', {
    portfolioId,
    key: 'journey-0',
    transaction: deposit,
  });
  await page.goto(`/portfolios/${portfolioId}/record?type=deposit`);
  const currency = page.locator(field('currency'));
  await expect(currency).toHaveValue('EUR');
  await page.locator(field('type')).selectOption('withdrawal');
  await expect(currency).toHaveValue('USD');
  await page.locator(field('type')).selectOption('deposit');
  await expect(currency).toHaveValue('EUR');
  await page.locator(field('type')).selectOption('withdrawal');
  await page.locator('#line').fill('deposit 100 USD');
  await page.keyboard.press('Enter');
  await expect(page.locator(field('amount'))).toHaveValue('100');
  await expect(page.locator('#record')).toBeFocused();
  await expect(currency).toHaveValue('USD');
});

test('a side that is held already and a foreign share are refused at their fields', async ({
  page,
  context,
  texts,
  me: _me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/40[09].*transactions\.record/);
  const { errors } = texts;
  const { id: portfolioId } = await mutate<Portfolio>(context.request, 'portfolios.create', home);
  const { id: instrumentId } = await keepInstrument(context.request, 'ACME', 'USD');
  await keepInstrument(context.request, 'SAP', 'EUR');
  const buy = { type: 'buy', tradeDate: '2026-01-13', instrumentId, quantity: '10', price: '100' };
  await mutate(context.request, 'transactions.record', { portfolioId, key: 'journey-0', transaction: buy });
  await page.goto(`/portfolios/${portfolioId}/record?type=short&instrument=${instrumentId}`);
  await page.locator(field('quantity')).fill('1');
  await page.locator(field('price')).fill('100');
  await page.locator('#record').click();
  await expect(page.locator(field('type-error'))).toHaveText(errors.POSITION_SIDE);
  await expect(page.locator(field('type'))).toBeFocused();
  await checkAccessibility(page);

  await page.locator(field('type')).selectOption('buy');
  await page.locator(field('instrumentId')).fill('SAP');
  await page.keyboard.press('Enter');
  await page.locator(field('quantity')).fill('1');
  await page.locator('#record').click();
  await expect(page.locator(field('instrumentId-error'))).toHaveText(errors.FOREIGN_CURRENCY_REFUSED);
  await expect(page.locator(field('instrumentId'))).toBeFocused();
  await checkAccessibility(page);
});

test('a rate that will be missing is foreseen, and one press leads to its field', async ({
  page,
  context,
  texts,
  me: _me,
}) => {
  const { errors, transactions } = texts;
  const { id } = await mutate<Portfolio>(context.request, 'portfolios.create', abroad);
  await page.goto(`/portfolios/${id}/record?type=deposit`);
  await page.locator(field('amount')).fill('500');
  await page.locator(field('currency')).selectOption('KZT');
  const outcome = page.locator('#outcome');
  await expect(outcome).toContainText(errors.FX_RATE_MISSING);
  await checkAccessibility(page);
  await outcome.getByRole('button', { name: transactions.outcome.enterRate }).click();
  await expect(page.locator(field('fxRate'))).toBeFocused();
  await page.keyboard.type('0.002');
  await expect(outcome).not.toContainText(errors.FX_RATE_MISSING);
  await page.locator('#record').click();
  await expect(page.getByRole('row').filter({ hasText: transactions.types.deposit })).toBeVisible();

  // By way of EUR: the euro costs dollars, and 1 GBP euros.
  const rate = { date: '2026-01-12', rate: '1.1' };
  await mutate(context.request, 'fxRates.put', { base: 'GBP', quote: 'EUR', rows: [rate] });
  await page.goto(`/portfolios/${id}/record?type=deposit`);
  await page.locator(field('amount')).fill('500');
  await page.locator(field('currency')).selectOption('GBP');
  await expect(outcome).toContainText(errors.FX_RATE_MISSING);
  await mutate(context.request, 'fxRates.put', { base: 'EUR', quote: 'USD', rows: [rate] });
  await page.reload();
  await page.locator(field('amount')).fill('500');
  await page.locator(field('currency')).selectOption('GBP');
  await expect(outcome).toContainText('GBP');
  await expect(outcome).not.toContainText(errors.FX_RATE_MISSING);
});

test('a split tells in the list how many come for how many', async ({ page, context, language, me: _me }) => {
  const { id: portfolioId } = await mutate<Portfolio>(context.request, 'portfolios.create', home);
  const { id: instrumentId } = await keepInstrument(context.request, 'ACME', 'USD');
  const split = { type: 'split', tradeDate: '2026-01-13', instrumentId, numerator: 10, denominator: 1 };
  await mutate(context.request, 'transactions.record', { portfolioId, key: 'journey-0', transaction: split });
  await page.goto(`/portfolios/${portfolioId}/transactions`);
  await expect(page.getByRole('row').filter({ hasText: 'ACME' })).toContainText(
    language === 'ru' ? '10 к 1' : '10 for 1',
  );
  await checkAccessibility(page);
});
