import type { APIRequestContext, Page } from '@playwright/test';
import { checkAccessibility } from './support/accessibility.ts';
import { mutate, query } from './support/api.ts';
import { daysAgo } from './support/days.ts';
import { checkForcedColours } from './support/forced-colours.ts';
import { checkReflow } from './support/reflow.ts';
import { expect, test } from './support/test.ts';
import { fill, plural } from './support/texts.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

async function checkLooks(page: Page, isMobile: boolean): Promise<void> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await checkAccessibility(page);
  await checkReflow(page);
  if (!isMobile) await checkForcedColours(page);
}

/** A day before today, as a transaction names it. */
const longAgo = daysAgo(12);

/** A portfolio abroad in a currency, with one deposit. */
async function keepPortfolio(request: APIRequestContext, name: string, baseCurrency: string) {
  const kind = { accountType: 'INTERNATIONAL', country: 'KZ' };
  const portfolio = await mutate<Portfolio>(request, 'portfolios.create', { name, baseCurrency, ...kind });
  const transaction = { type: 'deposit', tradeDate: longAgo, currency: baseCurrency, amount: '1000.5' };
  await mutate(request, 'transactions.record', { portfolioId: portfolio.id, key: 'a-deposit', transaction });
  return portfolio;
}

test('a new account has two doors, and behind one of them finds net worth, its line and what moved it', async ({
  page,
  texts,
  me,
  isMobile,
}) => {
  const { doors, netWorth, portfolios, movers } = texts.dashboard;
  await page.goto('/');
  await expect(page.getByText(me.email)).toBeVisible();
  await expect(page.getByRole('link', { name: doors.add })).toHaveAttribute('href', '/portfolios?new=1');
  await expect(page.getByRole('region', { name: netWorth.title })).toHaveCount(0);
  await checkLooks(page, isMobile);
  await page.getByRole('button', { name: doors.sample }).click();
  const card = page.getByRole('region', { name: netWorth.title });
  await expect(card).toBeFocused();
  await expect(page.getByText(texts.figures.simulated)).toBeVisible();
  await expect(card.getByRole('figure').locator('figcaption')).toContainText(/\d/);
  await expect(page.getByRole('region', { name: portfolios.title }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('region', { name: movers.title }).getByRole('listitem').first()).toBeVisible();
  await checkLooks(page, isMobile);
});

test('the line is read by keys, by a tap, and as a table', async ({
  page,
  context,
  texts,
  me: _me,
  isMobile,
}) => {
  const { netWorth } = texts.dashboard;
  const { chart } = texts.figures;
  await mutate(context.request, 'portfolios.createSample');
  await page.goto('/?range=1m');
  const figure = page.getByRole('region', { name: netWorth.title }).getByRole('figure');
  const slider = figure.getByRole('slider');
  const days = Number(await slider.getAttribute('max'));
  expect(days).toBeGreaterThan(27);
  const shown = figure.getByRole('time').first();
  const last = await shown.textContent();
  await slider.press('Home');
  await expect(shown).not.toHaveText(last ?? '');
  await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(`^${await shown.textContent()}: .*\\d`));
  if (isMobile) {
    const { x, y, width, height } = (await slider.boundingBox())!;
    await page.touchscreen.tap(x + width / 2, y + height / 2);
    await expect(shown).not.toHaveText(last ?? '');
  }
  await figure.getByText(chart.table).click();
  await expect(figure.getByRole('row')).toHaveCount(days + 2);
  await checkLooks(page, isMobile);
});

test('the range of the line stands in the address, and the last day is told whatever the range', async ({
  page,
  context,
  texts,
  me: _me,
}) => {
  const { netWorth } = texts.dashboard;
  await mutate(context.request, 'portfolios.createSample');
  await page.goto('/?range=1m');
  const slider = page.getByRole('region', { name: netWorth.title }).getByRole('slider');
  const movers = page.getByRole('region', { name: texts.dashboard.movers.title });
  await expect(page.getByRole('radio', { name: netWorth.ranges['1m'].label })).toBeChecked();
  const days = await slider.getAttribute('max');
  await page.getByRole('radio', { name: netWorth.ranges['5y'].label }).check();
  await expect(page).toHaveURL('/?range=5y');
  await expect(slider).not.toHaveAttribute('max', days ?? '');
  await expect(movers.getByRole('listitem').first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: netWorth.ranges['5y'].label })).toBeChecked();
  await expect(movers.getByRole('listitem').first()).toBeVisible();
  await page.getByRole('radio', { name: netWorth.ranges.all.label }).check();
  await expect(page).toHaveURL('/?range=all');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  expect(Number(await slider.getAttribute('max'))).toBeGreaterThan(30);
});

test('net worth says which portfolio lacks a rate, and shows no gain instead of a wrong one', async ({
  page,
  context,
  texts,
  language,
  me: _me,
  isMobile,
}) => {
  const { notes, netWorth, portfolios, day } = texts.dashboard;
  await keepPortfolio(context.request, 'Home', 'USD');
  const { id } = await keepPortfolio(context.request, 'Almaty', 'KZT');
  await page.goto('/');
  const card = page.getByRole('region', { name: netWorth.title });
  const missing = fill(notes.rate, { name: 'Almaty', from: 'KZT', to: 'USD' });
  await expect(card.getByText(missing)).toBeVisible();
  await expect(card.getByRole('link', { name: notes.enterRate })).toHaveAttribute(
    'href',
    `/portfolios/${id}?rate=USD#rate-USD`,
  );
  await expect(card.getByText(netWorth.reasons.FX_RATE_MISSING).first()).toBeVisible();
  const whole = language === 'en' ? '$1,000.50' : /1\s000,50\s\$/;
  await expect(card.getByText(whole).first()).toBeVisible();
  await expect(page.getByRole('link', { name: /Almaty/ })).toContainText(portfolios.noRate);
  await expect(card.getByText(texts.figures.unknown).first()).toBeAttached();
  await expect(card.getByText(day.causes.fx)).toBeVisible();
  await expect(page.getByText(texts.figures.simulated)).toHaveCount(0);
  await checkLooks(page, isMobile);
});

test('a price that is over a week old, and a position without one, are told beside the figure', async ({
  page,
  context,
  texts,
  language,
  me: _me,
}) => {
  const { request } = context;
  const { notes, netWorth } = texts.dashboard;
  const { id: portfolioId } = await keepPortfolio(request, 'Home', 'USD');
  for (const symbol of ['ACME', 'SPUN']) {
    const instrument = { symbol, name: symbol, kind: 'equity', currency: 'USD' };
    await mutate(request, 'instruments.create', instrument);
  }
  const { items } = await query<{ items: { id: string; symbol: string }[] }>(request, 'instruments.list');
  const idOf = (symbol: string) => items.find((each) => each.symbol === symbol)?.id;
  const [instrumentId, toInstrumentId] = [idOf('ACME'), idOf('SPUN')];
  const rest = { tradeDate: longAgo, instrumentId };
  const record = (key: string, transaction: object) =>
    mutate(request, 'transactions.record', { portfolioId, key, transaction: { ...rest, ...transaction } });
  await record('buy-acme', { type: 'buy', quantity: '2', price: '100' });
  await page.goto('/');
  const card = page.getByRole('region', { name: netWorth.title });
  const told = (key: string, names: string) =>
    card.getByText(plural(notes, key, { language, count: 1, values: { names, name: 'Home' } }));
  await expect(told('stalePrice', 'ACME')).toBeVisible();
  await expect(card.getByText(texts.figures.sources.manual).first()).toBeVisible();
  await card.getByRole('link', { name: notes.enterPrices }).click();
  await expect(page).toHaveURL(`/portfolios/${portfolioId}/instruments/${instrumentId}#price`);
  await page.goto('/');
  await record('spin-acme', {
    type: 'spin_off',
    tradeDate: daysAgo(10),
    toInstrumentId,
    numerator: 1,
    denominator: 2,
    costFraction: '0.25',
  });
  await page.reload();
  await expect(told('unpriced', 'SPUN')).toBeVisible();
  await expect(card.getByRole('link', { name: notes.enterPrice, exact: true })).toHaveAttribute(
    'href',
    `/portfolios/${portfolioId}/instruments/${toInstrumentId}#price`,
  );
  await expect(
    card.getByText(plural(texts.figures, 'unpriced', { language, count: 1 })).first(),
  ).toBeVisible();
  await checkAccessibility(page);
});

test('net worth that could not be read says so, and comes when it is asked for again', async ({
  page,
  context,
  texts,
  me: _me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/netWorth/);
  await keepPortfolio(context.request, 'Home', 'USD');
  await page.route('**/trpc/netWorth.get*', (route) => route.fulfill({ status: 400, body: '{}' }));
  await page.goto('/');
  const card = page.getByRole('region', { name: texts.dashboard.netWorth.title });
  await expect(card.getByText(texts.common.loadFailed)).toBeVisible();
  await checkAccessibility(page);
  await page.unroute('**/trpc/netWorth.get*');
  await card.getByRole('button', { name: texts.common.retry }).click();
  await expect(card.getByRole('figure')).toBeVisible();
});
