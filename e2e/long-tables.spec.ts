import type { APIRequestContext, Page } from '@playwright/test';
import { mutate } from './support/api.ts';
import { expect, test } from './support/test.ts';
import { fill } from './support/texts.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

const home = { name: 'Home', accountType: 'DOMESTIC', baseCurrency: 'USD' };
const instrument = { symbol: 'ACME', name: 'Acme', kind: 'equity', currency: 'USD' };
const closed = 1_000;
const atOnce = 50;

interface Answer {
  result?: { data?: { matches?: object[] } };
}

/** The one closing that the server knows, told many times: to enter as many would take minutes. */
async function multiplyMatches(page: Page, count: number): Promise<void> {
  await page.route(/\/trpc\/[^?]*lots\.list/, async (route) => {
    const answers = (await (await route.fetch()).json()) as Answer[];
    for (const { result } of answers)
      if (result?.data?.matches)
        result.data.matches = Array.from({ length: count }, () => result.data?.matches?.[0] ?? {});
    await route.fulfill({ json: answers });
  });
}

/** Scrolls to the end of a table in steps of a frame each; the milliseconds of the longest task meanwhile. */
const longestTaskOfScroll = `(async (table) => {
  const tasks = [0];
  const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  watch.observe({ type: 'longtask' });
  const scroller = table.closest('[role=region]');
  for (let step = 0; step < 60; step += 1) {
    scroller.scrollTop += 100;
    scrollBy(0, 100);
    await new Promise((drawn) => requestAnimationFrame(drawn));
  }
  watch.disconnect();
  return Math.max(...tasks);
})`;

/** A share that was bought and sold; the address of its lots. */
async function tradeOnce(request: APIRequestContext): Promise<string> {
  const { id: portfolioId } = await mutate<Portfolio>(request, 'portfolios.create', home);
  const { id: instrumentId } = await mutate<{ id: string }>(request, 'instruments.create', instrument);
  const buy = { type: 'buy', tradeDate: '2026-01-13', instrumentId, quantity: '10', price: '100' };
  const sell = { ...buy, type: 'sell', tradeDate: '2026-01-14' };
  for (const [place, transaction] of [buy, sell].entries())
    await mutate(request, 'transactions.record', { portfolioId, key: `journey-${place}`, transaction });
  return `/portfolios/${portfolioId}/instruments/${instrumentId}`;
}

test('a thousand closed lots are drawn by fifties, and scroll without a long frame', async ({
  page,
  context,
  texts,
  me: _me,
}) => {
  const path = await tradeOnce(context.request);
  await multiplyMatches(page, closed);
  await page.goto(path);
  const table = page.getByRole('table', { name: texts.positions.lots.closed });
  const rows = table.getByRole('rowheader');
  await expect(rows).toHaveCount(atOnce);
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  const shown = `document.querySelector('table[aria-label="${texts.positions.lots.closed}"]')`;
  expect(await page.evaluate<number>(`${longestTaskOfScroll}(${shown})`)).toBeLessThan(250);
  const more = fill(texts.shell.rows.more, { left: closed - atOnce });
  await page.getByRole('button', { name: more }).click();
  await expect(rows).toHaveCount(2 * atOnce);
});

test('whoever asks for the last rows keeps the focus in the table', async ({
  page,
  context,
  texts,
  me: _me,
}) => {
  const path = await tradeOnce(context.request);
  await multiplyMatches(page, atOnce + 10);
  await page.goto(path);
  const more = page.getByRole('button', { name: fill(texts.shell.rows.more, { left: 10 }) });
  await more.press('Enter');
  await expect(more).toHaveCount(0);
  const table = page.getByRole('table', { name: texts.positions.lots.closed });
  await expect(table.getByRole('rowheader')).toHaveCount(atOnce + 10);
  await expect(
    page.getByRole('region', { name: texts.positions.lots.closed, exact: true }).last(),
  ).toBeFocused();
});
