import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { loginForm } from './pages/auth-page.ts';
import { mutate } from './support/api.ts';
import { animatedPng, type Frame } from './support/animated-png.ts';
import { maria, openPicturedSession, standStill } from './support/picture-data.ts';
import { expect, needsOwnServer, test } from './support/test.ts';

/** `npm run pictures` takes them; every other run only compares what the pages say with what was photographed. */
const isTaking = process.env.E2E_PICTURES === '1';
const folder = join(import.meta.dirname, '..', 'docs', 'images');
/** One variant of each language, theme and size. */
const pictured = ['desktop en dark', 'phone ru light'];

const pages = [
  { name: 'dashboard', path: '/' },
  { name: 'security', path: '/settings/security' },
  { name: 'profile', path: '/settings/profile' },
  { name: 'sign-in', path: '/login' },
];

/** Rows have other ids in every run. */
const idInLink = /(\/portfolios\/)[0-9a-f-]{36}/g;

test.describe.configure({ timeout: 120_000 });
test.use({
  userAgent:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
});
test.beforeEach(({ page: _page }, { project }) => {
  test.skip(!pictured.includes(project.name), 'the README shows two variants');
  needsOwnServer('photograph');
});

async function isDrawn(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}

test('the pictures of the README show what the pages say', async ({
  page,
  context,
  preferences,
  texts,
  isMobile,
}, { project }) => {
  const email = `maria-${randomUUID().slice(0, 8)}@example.org`;
  const variant = project.name.replaceAll(' ', '-');
  await openPicturedSession(context, { email, preferences });
  await standStill(page, { email, timeZone: preferences.timeZone });
  if (!isMobile) await page.setViewportSize({ width: 1280, height: 1080 });
  for (const { name, path } of pages) {
    if (path === '/login') await context.clearCookies({ name: /^qp_(?:access|refresh)$/ });
    await page.goto(path);
    await isDrawn(page);
    // Its code comes last, once the server has said that it takes passkeys.
    if (path === '/login')
      await expect(page.getByRole('button', { name: texts.factor.signInWithPasskey })).toBeVisible();
    // The zones are worked out once nothing else is to be done.
    if (path === '/settings/profile')
      await expect(page.getByRole('combobox', { name: texts.users.timeZone })).not.toHaveValue('');
    if (isTaking)
      await page.screenshot({ path: join(folder, `${name}-${variant}.png`), animations: 'disabled' });
    const said = await page.locator('body').ariaSnapshot();
    expect(said.replaceAll(idInLink, '$1…')).toMatchSnapshot(`${name}-${variant}.yml`);
  }
  await page.goto('about:blank');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('a clip shows a session ended elsewhere, and nothing of the form lost', async ({
  page,
  context,
  preferences,
  texts,
  playwright,
  baseURL,
  pageWatch,
}, { project }) => {
  test.skip(!isTaking || project.name !== pictured[0], 'the clip is made by npm run pictures alone');
  pageWatch.expectConsoleError(/status of 401/);
  const email = `maria-${randomUUID().slice(0, 8)}@example.org`;
  const frames: Frame[] = [];
  const take = async (milliseconds: number) =>
    void frames.push({ png: await page.screenshot({ animations: 'disabled' }), milliseconds });
  await page.setViewportSize({ width: 960, height: 640 });
  await openPicturedSession(context, { email, preferences });
  await standStill(page, { email, timeZone: preferences.timeZone });
  await page.goto('/settings/profile');
  await isDrawn(page);
  await take(1200);
  await page.getByLabel(texts.users.fullName).fill('Maria Orlova-Lind');
  await take(1500);
  const elsewhere = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  await mutate(elsewhere, 'auth.login', { identifier: email, password: maria.password });
  await mutate(elsewhere, 'sessions.revokeOthers');
  await page.getByRole('button', { name: texts.common.save }).click();
  const dialog = page.getByRole('dialog', { name: texts.sessions.relogin.title });
  await expect(dialog).toContainText(texts.errors.ended.revoked);
  await take(2500);
  await loginForm(page, texts).password.fill(maria.password);
  await take(1200);
  await loginForm(page, texts).submit.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue('Maria Orlova-Lind');
  await take(2500);
  await elsewhere.dispose();
  await page.goto('about:blank');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await writeFile(join(folder, 'session-ended-elsewhere.png'), animatedPng(frames));
});
