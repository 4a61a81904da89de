import { checkAccessibility } from './support/accessibility.ts';
import { mutate } from './support/api.ts';
import { ageSignIns } from './support/sign-in-age.ts';
import { expect, needsOwnServer, test } from './support/test.ts';
import { fill } from './support/texts.ts';
import { shell } from './pages/shell.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';

const account = { name: 'Broker', accountType: 'INTERNATIONAL', baseCurrency: 'USD', country: 'KZ' };

test('an account is renamed, archived, brought back, and removed only by whoever proves who they are', async ({
  page,
  context,
  texts,
  me,
  pageWatch,
}) => {
  needsOwnServer('age the sign-ins of');
  pageWatch.expectConsoleError(/409.*portfolios\.update|403.*portfolios\.remove/);
  const { portfolios, factor } = texts;
  const { id } = await mutate<Portfolio>(context.request, 'portfolios.create', account);
  await mutate(context.request, 'portfolios.create', { ...account, name: 'Other' });
  await page.goto(`/portfolios/${id}/settings`);
  await page.locator('#name').fill('OTHER');
  await page.keyboard.press('Enter');
  await expect(page.locator('#name-error')).toHaveText(texts.errors.NAME_TAKEN);
  await checkAccessibility(page);
  await page.locator('#name').fill('Savings');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Savings' })).toBeVisible();
  await page.getByRole('button', { name: portfolios.archive.act }).click();
  await expect(page.getByText(portfolios.archived, { exact: true })).toBeVisible();

  await page.goto('/portfolios');
  const items = page.getByRole('list', { name: portfolios.title }).getByRole('listitem');
  await expect(items).toHaveCount(1);
  await page.getByLabel(portfolios.showArchived).check();
  await expect(items).toHaveCount(2);
  await page.getByRole('link', { name: 'Savings' }).click();
  await page.getByRole('main').getByRole('link', { name: portfolios.tabs.settings }).click();
  await page.getByRole('button', { name: portfolios.archive.undo }).click();
  await expect(page.getByText(portfolios.archived, { exact: true })).toBeHidden();

  await ageSignIns(me.email, 20);
  await page.getByRole('button', { name: portfolios.removal.act }).click();
  const dialog = page.getByRole('dialog', { name: fill(portfolios.removal.sure, { name: 'Savings' }) });
  await expect(dialog).toBeVisible();
  await checkAccessibility(page);
  await dialog.getByRole('button', { name: portfolios.removal.act }).click();
  await expect(page.getByRole('dialog', { name: factor.reauthentication.title })).toBeVisible();
  await page.locator('#reauthenticationPassword').fill(me.password);
  await page.keyboard.press('Enter');
  await expect(shell(page, texts).heading).toHaveText(portfolios.title, { timeout: 20_000 });
  await expect(page.getByRole('link', { name: 'Savings' })).toBeHidden();
});

test('a transaction is entered in one line, and lots are chosen where the account names them', async ({
  page,
  context,
  texts,
  language,
  me,
  pageWatch,
}) => {
  expect(me.email).toBeTruthy();
  pageWatch.expectConsoleError(/400.*transactions\.record/);
  const { transactions } = texts;
  const portfolio = { ...account, costMethod: 'SPECIFIC' };
  const { id: portfolioId } = await mutate<Portfolio>(context.request, 'portfolios.create', portfolio);
  const instrument = { symbol: 'ACME', name: 'Acme Turbines', kind: 'equity', currency: 'USD' };
  const { id: instrumentId } = await mutate<{ id: string }>(
    context.request,
    'instruments.create',
    instrument,
  );
  const bought = { type: 'buy', tradeDate: '2026-01-13', instrumentId, quantity: '10', price: '100' };
  const first = await mutate<Transaction>(context.request, 'transactions.record', {
    portfolioId,
    key: 'journey-0',
    transaction: bought,
  });
  await page.goto(`/portfolios/${portfolioId}/record`);
  const line = page.locator('#line');
  await line.fill(language === 'ru' ? 'купить 3 NEWCO по 110,5' : 'buy 3 NEWCO 110.5');
  await page.keyboard.press('Enter');
  await expect(page.locator('[id="transaction.instrumentId"]')).toHaveValue('NEWCO');
  await expect(page.getByRole('option', { name: 'NEWCO' })).toBeVisible();
  await line.fill(language === 'ru' ? 'купить 3 ACME по 110,5 вчера' : 'buy 3 ACME 110.5 yesterday');
  await expect(page.locator('output[for=line]')).toContainText('ACME');
  await checkAccessibility(page);
  await page.keyboard.press('Enter');
  const record = page.locator('#record');
  await expect(record).toBeFocused();
  await expect(page.locator('[id="transaction.quantity"]')).toHaveValue('3');
  await page.keyboard.press('Enter');
  const rows = page.getByRole('row').filter({ hasText: 'ACME' });
  await expect(rows).toHaveCount(2);

  await page.goto(`/portfolios/${portfolioId}/record?type=sell&instrument=${instrumentId}`);
  await page.locator('[id="transaction.quantity"]').fill('2');
  await page.locator('[id="transaction.price"]').fill('120');
  await page.locator(`[id="lots.${first.id}"]`).fill('1');
  await record.click();
  await expect(page.locator('[id="transaction.lots-error"]')).toBeVisible();
  await checkAccessibility(page);
  await page.locator(`[id="lots.${first.id}"]`).fill('2');
  await expect(page.locator('#outcome')).toContainText(transactions.outcome.gain);
  await record.click();
  await expect(rows).toHaveCount(3);
});

test('a rate that is missing is asked for at its field, and one is put by hand for money abroad', async ({
  page,
  context,
  texts,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/400.*transactions\.record/);
  expect(me.email).toBeTruthy();
  const { errors, positions, transactions } = texts;
  const { id } = await mutate<Portfolio>(context.request, 'portfolios.create', account);
  await page.goto(`/portfolios/${id}/record?type=deposit`);
  await page.locator('[id="transaction.amount"]').fill('500');
  await page.locator('[id="transaction.currency"]').selectOption('EUR');
  await page.locator('#record').click();
  const rate = page.locator('[id="transaction.fxRate"]');
  await expect(page.locator('[id="transaction.fxRate-error"]')).toHaveText(errors.FX_RATE_MISSING);
  await expect(rate).toBeVisible();
  await checkAccessibility(page);
  await rate.fill('1.1');
  await page.locator('#record').click();
  await expect(page.getByRole('row').filter({ hasText: transactions.types.deposit })).toBeVisible();

  await page.goto(`/portfolios/${id}`);
  await page.getByRole('link', { name: positions.rates }).click();
  const card = page.locator('#rate-EUR');
  await card.locator('[id="rows.0.rate"]').fill('1.2');
  await card.getByRole('button', { name: texts.prices.save }).click();
  await expect(page.getByRole('row').filter({ hasText: 'EUR' })).toContainText('600');
  await checkAccessibility(page);
});
