import { checkAccessibility } from './support/accessibility.ts';
import { mutate } from './support/api.ts';
import { expect, test } from './support/test.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

const home = { name: 'Home', accountType: 'DOMESTIC', baseCurrency: 'USD' };

test('where a share has no meaning its dash says why', async ({ page, context, texts, me: _me }) => {
  const { id: portfolioId } = await mutate<Portfolio>(context.request, 'portfolios.create', home);
  const withdrawal = { type: 'withdrawal', tradeDate: '2026-01-13', currency: 'USD', amount: '100' };
  await mutate(context.request, 'transactions.record', {
    portfolioId,
    key: 'journey-0',
    transaction: withdrawal,
  });
  await page.goto(`/portfolios/${portfolioId}`);
  const row = page.getByRole('row').filter({ hasText: 'USD' });
  await expect(row).toContainText(texts.figures.unknown);
  await expect(row).toContainText(texts.positions.noWeight);
  await checkAccessibility(page);
});

test('who is used to it reads gains in red, after a reload too', async ({
  page,
  context,
  texts,
  me: _me,
}) => {
  const { id: portfolioId } = await mutate<Portfolio>(context.request, 'portfolios.create', home);
  const instrument = { symbol: 'ACME', name: 'Acme', kind: 'equity', currency: 'USD' };
  const { id: instrumentId } = await mutate<{ id: string }>(
    context.request,
    'instruments.create',
    instrument,
  );
  const buy = { type: 'buy', tradeDate: '2026-01-13', instrumentId, quantity: '10', price: '100' };
  await mutate(context.request, 'transactions.record', { portfolioId, key: 'journey-0', transaction: buy });
  const rows = [{ date: '2026-01-14', price: '150' }];
  await mutate(context.request, 'prices.put', { instrumentId, rows });
  const gain = page.getByRole('row').filter({ hasText: 'ACME' }).getByText(/^\+/);
  const [green, red] = [/text-gain/, /text-loss/];
  await page.goto(`/portfolios/${portfolioId}`);
  await expect(gain).toHaveClass(green);
  await page.goto('/settings/profile');
  await page.getByLabel(texts.users.gainColour.label).selectOption('red');
  await page.goto(`/portfolios/${portfolioId}`);
  await expect(gain).toHaveClass(red);
  await checkAccessibility(page);
});
