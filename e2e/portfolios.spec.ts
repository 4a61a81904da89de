import type { Page } from '@playwright/test';
import { shell } from './pages/shell.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { mutate } from './support/api.ts';
import { expect, test } from './support/test.ts';
import { fill, type Texts } from './support/texts.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tab = (page: Page, name: string) =>
  page.getByRole('main').getByRole('navigation').getByRole('link', { name, exact: true });
const toast = (page: Page, title: string) => page.locator('[data-slot=toast]').filter({ hasText: title });

/** Names the account in the dialog, and is led to its page. */
async function addPortfolio(page: Page, { portfolios }: Texts, name: string) {
  await expect(page.locator('#name')).toBeFocused();
  await page.locator('#name').fill(name);
  await checkAccessibility(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
  await expect(page.getByRole('link', { name: portfolios.record })).toBeVisible();
}

/** Writes as fast as a quick hand, into whatever has the focus. */
async function keys(page: Page, ...typed: string[]) {
  for (const each of typed)
    if (/^(?:Tab|Enter|ArrowDown)$/.test(each)) await page.keyboard.press(each);
    else await page.keyboard.type(each);
}

test('a newcomer adds an account and enters a purchase without a mouse, then takes it back', async ({
  page,
  texts,
  language,
  me,
}) => {
  const { portfolios, transactions, instruments } = texts;
  expect(me.email).toBeTruthy();
  await page.goto('/portfolios');
  await expect(page.getByText(portfolios.empty.title)).toBeVisible();
  await checkAccessibility(page);
  await button(page, portfolios.empty.add).click();
  await addPortfolio(page, texts, 'Сбережения');
  await expect(page.getByText(texts.positions.empty.title)).toBeVisible();
  await checkAccessibility(page);

  await page.getByRole('link', { name: portfolios.record }).press('Enter');
  await expect(page.locator('[id="transaction.type"]')).toBeFocused();
  const begun = performance.now();
  await keys(page, 'Tab', 'Tab');
  if (
    !(await page
      .locator('[id="transaction.instrumentId"]')
      .evaluate('(one) => one === document.activeElement'))
  )
    await page.locator('[id="transaction.instrumentId"]').focus();
  await keys(page, 'SBER');
  await expect(
    page.getByRole('option', { name: fill(instruments.makeNew, { symbol: 'SBER' }) }),
  ).toBeVisible();
  await keys(page, 'Enter');
  await expect(page.locator('#name')).toBeFocused();
  await checkAccessibility(page);
  await keys(page, 'Sberbank', 'Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('[id="transaction.instrumentId"]')).toHaveValue(/SBER/);
  await page.locator('[id="transaction.quantity"]').focus();
  await keys(page, '10', 'Tab', language === 'ru' ? '285,4' : '285.4', 'Tab', '1');
  const outcome = page.locator('#outcome');
  await expect(outcome).toContainText(language === 'ru' ? '2 855,00'.replace(' ', '\u00a0') : '2,855.00');
  await keys(page, 'Enter');
  await expect(toast(page, transactions.record.saved)).toBeVisible();
  expect(performance.now() - begun).toBeLessThan(15_000);
  const table = page.getByRole('table', { name: transactions.title });
  await expect(table.getByRole('row').filter({ hasText: 'SBER' })).toContainText(transactions.types.buy);
  await checkAccessibility(page);

  await toast(page, transactions.record.saved)
    .getByRole('button', { name: transactions.record.undo })
    .click();
  await expect(toast(page, transactions.record.undone)).toBeVisible();
  await expect(page.getByText(transactions.empty.title)).toBeVisible();
  await page.getByLabel(transactions.showVoided).check();
  await expect(table.getByText(transactions.voided, { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/voided=1/);
});

test('a sale of more than is held is refused at its field, and a smaller one is edited and voided', async ({
  page,
  context,
  texts,
  me,
  pageWatch,
}) => {
  const { transactions, errors } = texts;
  pageWatch.expectConsoleError(/409.*transactions\.record/);
  expect(me.email).toBeTruthy();
  const { id } = await ownAccount(context.request);
  await page.goto(`/portfolios/${id}/record?type=sell#transaction.type`);
  await page.locator('[id="transaction.instrumentId"]').fill('ACME');
  await page.keyboard.press('Enter');
  await page.locator('[id="transaction.quantity"]').fill('12');
  await page.locator('[id="transaction.price"]').fill('120');
  await expect(page.locator('#outcome')).toContainText(errors.INSUFFICIENT_QUANTITY);
  await button(page, transactions.record.save).click();
  await expect(page.locator('[id="transaction.quantity-error"]')).toHaveText(errors.INSUFFICIENT_QUANTITY);
  await checkAccessibility(page);
  await page.locator('[id="transaction.quantity"]').fill('4');
  await expect(page.locator('#outcome')).toContainText(transactions.outcome.gain);
  await button(page, transactions.record.save).click();
  const row = page.getByRole('row').filter({ hasText: transactions.types.sell });
  await expect(row).toBeVisible();

  await row.getByRole('link', { name: transactions.acts.edit }).click();
  await expect(page.locator('[id="transaction.quantity"]')).toHaveValue('4');
  await page.locator('[id="transaction.quantity"]').fill('5');
  await checkAccessibility(page);
  await button(page, transactions.record.replace).click();
  await expect(toast(page, transactions.record.replaced)).toBeVisible();
  await expect(row).toContainText('5');
  await row.getByRole('button').click();
  await expect(row).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.locator('[data-slot=toast]').getByRole('button', { name: transactions.acts.undo }).click();
  await expect(row).toBeVisible();
});

/** An account with ten shares of ACME bought at 100. */
async function ownAccount(request: Parameters<typeof mutate>[0]): Promise<Portfolio> {
  const portfolio = await mutate<Portfolio>(request, 'portfolios.create', {
    name: 'Broker',
    accountType: 'DOMESTIC',
    baseCurrency: 'USD',
  });
  const { id: instrumentId } = await mutate<{ id: string }>(request, 'instruments.create', {
    symbol: 'ACME',
    name: 'Acme Turbines',
    kind: 'equity',
    currency: 'USD',
  });
  const common = { portfolioId: portfolio.id };
  const transactions = [
    { type: 'deposit', tradeDate: '2026-01-12', currency: 'USD', amount: '2000' },
    { type: 'buy', tradeDate: '2026-01-13', instrumentId, quantity: '10', price: '100', fee: '1' },
  ];
  for (const [place, transaction] of transactions.entries())
    await mutate(request, 'transactions.record', { ...common, key: `journey-${place}`, transaction });
  return portfolio;
}

test('an old price says so, and one that is put by hand takes its place', async ({
  page,
  context,
  texts,
  me,
}) => {
  const { positions, prices } = texts;
  expect(me.email).toBeTruthy();
  const { id } = await ownAccount(context.request);
  await page.goto(`/portfolios/${id}`);
  const row = page.getByRole('row').filter({ hasText: 'ACME' });
  await row.getByRole('link', { name: positions.putPrice }).click();
  await expect(page.locator('#price')).toBeVisible();
  await page.locator('[id="rows.0.price"]').fill('150');
  // Nothing lies half under the header.
  await page.evaluate('scrollTo(0, 0)');
  await checkAccessibility(page);
  await page.locator('#price').getByRole('button', { name: prices.save }).click();
  await expect(toast(page, prices.saved)).toBeVisible();
  await expect(page.getByRole('list', { name: prices.prices.title }).getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('table', { name: positions.lots.open }).getByRole('row')).not.toHaveCount(0);
  await tab(page, texts.portfolios.tabs.positions).click();
  await expect(row.getByRole('link', { name: positions.putPrice })).toBeHidden();
  await expect(row).toContainText(/1.?500/);
});

test('somebody looks around in the samples, whose every page says that it is simulated, and removes one', async ({
  page,
  texts,
  me,
}) => {
  const { portfolios, positions, performance: performanceTexts, figures } = texts;
  expect(me.email).toBeTruthy();
  await page.goto('/portfolios');
  await button(page, portfolios.empty.sample).click();
  const list = page.getByRole('list', { name: portfolios.title });
  await expect(list.getByRole('listitem')).toHaveCount(2, { timeout: 30_000 });
  await expect(list.locator('[data-slot=skeleton]')).toHaveCount(0);
  await checkAccessibility(page);
  await list.getByRole('link').first().click();
  const ribbon = page.getByText(figures.simulated, { exact: true });
  await expect(ribbon).toBeVisible();
  await expect(page.getByRole('table', { name: positions.title })).toBeVisible();
  await checkAccessibility(page);

  await tab(page, portfolios.tabs.transactions).click();
  await expect(page.getByRole('table', { name: texts.transactions.title })).toBeVisible();
  await page.locator('#type').selectOption('dividend');
  await expect(page).toHaveURL(/type=dividend/);
  await checkAccessibility(page);
  await tab(page, portfolios.tabs.performance).click();
  await page.getByRole('radio', { name: performanceTexts.ranges['5y'] }).check();
  await expect(page).toHaveURL(/range=5y/);
  await expect(page.getByText(performanceTexts.gain.total, { exact: true }).last()).toBeVisible();
  await expect(ribbon).toBeVisible();
  await checkAccessibility(page);
  await tab(page, portfolios.tabs.settings).click();
  await expect(page.locator('#name')).toBeVisible();
  await checkAccessibility(page);
  await button(page, portfolios.removal.act).click();
  await expect(shell(page, texts).heading).toHaveText(portfolios.title);
  await expect(list.getByRole('listitem')).toHaveCount(1);
});
