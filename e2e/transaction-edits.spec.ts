import type { APIRequestContext, Page } from '@playwright/test';
import { checkAccessibility } from './support/accessibility.ts';
import { mutate, query } from './support/api.ts';
import { expect, test } from './support/test.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { Transaction, TransactionsPage } from '#shared/money/transaction-rows.ts';

const field = (name: string) => `[id="transaction.${name}"]`;
const toast = (page: Page, title: string) => page.locator('[data-slot=toast]').filter({ hasText: title });

async function keepAccount(request: APIRequestContext, rest: object = {}): Promise<Portfolio> {
  const home = { name: 'Broker', accountType: 'DOMESTIC', baseCurrency: 'USD' };
  return mutate(request, 'portfolios.create', { ...home, ...rest });
}

function record(request: APIRequestContext, { id: portfolioId }: Portfolio, transaction: object) {
  const key = `journey-${JSON.stringify(transaction).length}`;
  return mutate<Transaction>(request, 'transactions.record', { portfolioId, key, transaction });
}

const deposit = { type: 'deposit', tradeDate: '2026-01-12', currency: 'USD', amount: '2000' };

async function recorded(request: APIRequestContext): Promise<readonly string[]> {
  const { items } = await query<TransactionsPage>(request, 'transactions.list');
  return items.map(({ type, amount }) => `${type} ${amount}`);
}

/** The server gets the next call and does what it asks; the browser never learns of it. */
async function loseAnswer(page: Page, procedure: string): Promise<void> {
  const pattern = new RegExp(`/trpc/[^?]*${procedure}`);
  await page.route(
    pattern,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
}

test('a transaction is edited by its address alone, and Back leads to no form that was saved', async ({
  page,
  context,
  texts,
  me: _me,
}) => {
  const { transactions } = texts;
  const portfolio = await keepAccount(context.request);
  const { id } = await record(context.request, portfolio, deposit);
  const list = `/portfolios/${portfolio.id}/transactions`;
  await page.goto(`/portfolios/${portfolio.id}/record?replace=${id}`);
  await expect(page.locator(field('amount'))).toHaveValue('2000');
  await page.goto(`${list}?type=deposit`);
  const row = page.getByRole('row').filter({ hasText: transactions.types.deposit });
  await row.getByRole('link', { name: transactions.acts.edit }).click();
  await expect(page.locator(field('tradeDate'))).toBeFocused();
  await page.reload();
  await expect(page.locator(field('amount'))).toHaveValue('2000');
  await page.locator(field('amount')).fill('2500');
  await page.locator('#record').click();
  await expect(toast(page, transactions.record.replaced)).toBeVisible();
  await expect(page).toHaveURL(`${list}?type=deposit`);
  await expect(row).toContainText('500');

  await page.goForward();
  await expect(page.getByText(transactions.record.replacedTitle)).toBeVisible();
  await expect(page.locator(field('amount'))).toHaveCount(0);
  await checkAccessibility(page);
  await page.getByRole('link', { name: transactions.record.openSuccessor }).click();
  await expect(page.locator(field('amount'))).toHaveValue('2500');
  await page.locator(field('amount')).fill('2600');
  await page.locator('#record').click();
  await expect(page).toHaveURL(list);
  await page.goBack();
  await expect(page).toHaveURL(`${list}?type=deposit`);
  expect(await recorded(context.request)).toEqual(['deposit 2600']);
});

test('an address that names no transaction says so', async ({ page, context, texts, me: _me }) => {
  const { id } = await keepAccount(context.request);
  await page.goto(`/portfolios/${id}/record?replace=019a1b2c-0000-7000-8000-000000000002`);
  await expect(page.getByText(texts.transactions.record.unknownTitle)).toBeVisible();
  await checkAccessibility(page);
});

test('a transaction whose answer was lost is recorded once, however often it is sent', async ({
  page,
  context,
  texts,
  me: _me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/ERR_FAILED|ERR_ABORTED/);
  const { transactions, errors } = texts;
  const { id } = await keepAccount(context.request);
  await page.goto(`/portfolios/${id}/record?type=deposit`);
  await page.locator(field('amount')).fill('500');
  await loseAnswer(page, 'transactions.record');
  await page.locator('#record').click();
  await expect(page.getByText(errors.unreachable).first()).toBeVisible();
  expect(await recorded(context.request)).toEqual(['deposit 500']);
  await page.locator('#record').click();
  await expect(toast(page, transactions.record.saved)).toBeVisible();
  expect(await recorded(context.request)).toEqual(['deposit 500']);
});

test('what was changed after a lost answer is kept: as a change of the first try, or beside it', async ({
  page,
  context,
  texts,
  me: _me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/ERR_FAILED|ERR_ABORTED|409.*transactions\.record/);
  const { transactions, errors } = texts;
  const { id } = await keepAccount(context.request);
  const sendChanged = async (first: string, second: string) => {
    await page.goto(`/portfolios/${id}/record?type=deposit`);
    await page.locator(field('amount')).fill(first);
    await loseAnswer(page, 'transactions.record');
    await page.locator('#record').click();
    await expect(page.getByText(errors.unreachable).first()).toBeVisible();
    await page.locator(field('amount')).fill(second);
    await page.locator('#record').click();
    await expect(page.getByText(errors.KEY_REUSED)).toBeVisible();
    await expect(page.locator(field('amount'))).toHaveValue(second);
  };
  await sendChanged('500', '600');
  await checkAccessibility(page);
  await page.getByRole('button', { name: transactions.record.editFirst }).click();
  await expect(page.getByText(errors.KEY_REUSED)).toBeHidden();
  await expect(page.locator('#record')).toBeFocused();
  await page.locator('#record').click();
  await expect(toast(page, transactions.record.replaced)).toBeVisible();
  expect(await recorded(context.request)).toEqual(['deposit 600']);

  await sendChanged('70', '80');
  await page.getByRole('button', { name: transactions.record.enterAnother }).click();
  await page.locator('#record').click();
  await expect(toast(page, transactions.record.saved)).toBeVisible();
  expect([...(await recorded(context.request))].toSorted()).toEqual([
    'deposit 600',
    'deposit 70',
    'deposit 80',
  ]);
});
