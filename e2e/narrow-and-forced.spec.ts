import type { Page } from '@playwright/test';
import { shell } from './pages/shell.ts';
import { mutate, query } from './support/api.ts';
import { checkForcedColours } from './support/forced-colours.ts';
import { checkReflow } from './support/reflow.ts';
import { expect, test } from './support/test.ts';
import type { User } from '#shared/identity/users.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** The colours are those of the desktop's variant: no language and no width changes them. */
async function checkPage(page: Page, isMobile: boolean): Promise<void> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await checkReflow(page);
  if (!isMobile) await checkForcedColours(page);
}

test('a stranger on a narrow phone, or in the colours of the system, finds every page whole', async ({
  page,
  texts,
  isMobile,
}) => {
  await page.goto('/login');
  await page.locator('#rememberMe').check();
  await checkPage(page, isMobile);
  await page.getByRole('link', { name: texts.auth.login.register }).click();
  await expect(shell(page, texts).heading).toHaveText(texts.auth.register.title);
  await page.locator('#password').fill('lantern over the river');
  await page.getByRole('button', { name: texts.auth.register.submit, exact: true }).click();
  await expect(page.locator('#email-error')).toBeVisible();
  await expect(page.locator('[role=meter] > [data-filled]')).not.toHaveCount(0);
  await checkPage(page, isMobile);
  await page.goto('/nowhere');
  await expect(shell(page, texts).heading).toHaveText(texts.app.notFound.title);
  await checkPage(page, isMobile);
});

test('a signed-in person on a narrow phone, or in the colours of the system, finds every page whole', async ({
  page,
  context,
  texts,
  me,
  isMobile,
}) => {
  const { version } = await query<User>(context.request, 'users.me');
  const fullName = 'Мария Александровна Константинопольская-Преображенская';
  await mutate(context.request, 'users.updateProfile', {
    fullName,
    timeZone: 'America/Argentina/Buenos_Aires',
    version,
  });
  await page.goto('/nowhere');
  await expect(shell(page, texts).heading).toHaveText(texts.app.notFound.title);
  await checkPage(page, isMobile);
  await page.getByRole('link', { name: texts.app.notFound.home }).click();
  await expect(page.getByText(me.email)).toBeVisible();
  await checkPage(page, isMobile);
  await page.getByRole('link', { name: texts.dashboard.you.edit }).click();
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue(fullName);
  await checkPage(page, isMobile);
  for (const { to, title } of [
    { to: texts.shell.nav.security, title: texts.account.security.title },
    { to: texts.shell.nav.data, title: texts.account.data.title },
  ]) {
    await page.keyboard.press('Control+KeyK');
    await page.getByRole('dialog').getByRole('combobox').fill(to);
    if (!isMobile) await checkForcedColours(page);
    await page.keyboard.press('Enter');
    await expect(shell(page, texts).heading).toHaveText(title);
    await checkPage(page, isMobile);
  }
});

test('a person with portfolios on a narrow phone, or in the colours of the system, finds every page whole', async ({
  page,
  context,
  texts,
  me,
  isMobile,
}) => {
  expect(me.email).toBeTruthy();
  const { portfolios } = texts;
  await page.goto('/portfolios');
  await expect(page.getByText(portfolios.empty.title)).toBeVisible();
  await checkPage(page, isMobile);
  await page.goto('/portfolios?new=1');
  await expect(page.locator('#name')).toBeVisible();
  await checkPage(page, isMobile);
  const [, sample] = await mutate<Portfolio[]>(context.request, 'portfolios.createSample');
  await page.goto('/portfolios');
  await expect(page.getByRole('list', { name: portfolios.title }).getByRole('listitem')).toHaveCount(2);
  await checkPage(page, isMobile);
  const address = `/portfolios/${sample?.id}`;
  for (const path of ['', '/transactions', '/performance?range=all', '/settings', '/record?type=fx']) {
    await page.goto(`${address}${path}`);
    await expect(page.getByText(texts.figures.simulated, { exact: true })).toBeVisible();
    await checkPage(page, isMobile);
  }
  await page.goto(address);
  await page.getByRole('rowheader').getByRole('link').first().click();
  await expect(page.getByRole('table', { name: texts.positions.lots.open })).toBeVisible();
  await checkPage(page, isMobile);
});
