import type { Route } from '@playwright/test';
import { loginForm } from './pages/auth-page.ts';
import { shell } from './pages/shell.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { startApp } from './support/app.ts';
import { openSession } from './support/open-session.ts';
import { newcomer } from './support/person.ts';
import { chosenApp } from './support/run-settings.ts';
import { expect, needsOwnServer, test, withoutReload } from './support/test.ts';

const lostConnection =
  /ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED|CONNECTION_RESET|EMPTY_RESPONSE)/;

test('a person without a network is told so, at the form too, and goes on when it is back', async ({
  page,
  context,
  texts,
  account,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(lostConnection);
  await page.goto('/login');
  const form = loginForm(page, texts);
  await expect(form.submit).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText(texts.app.offline)).toBeVisible();
  await form.signIn(account);
  await expect(form.alert).toHaveText(texts.errors.offline);
  await expect(form.identifier).toHaveValue(account.email);
  await expect(form.password).toHaveValue(account.password);
  await checkAccessibility(page);
  await context.setOffline(false);
  await expect(page.getByText(texts.app.offline)).toBeHidden();
  await form.submit.click();
  await expect(shell(page, texts).heading).toHaveText(texts.dashboard.title);
});

test('a sign-in goes on by password where what offers passkeys cannot be loaded', async ({
  page,
  texts,
  account,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(lostConnection);
  await page.route('**/assets/other-ways-*.js', (route) => route.abort());
  await page.goto('/login');
  await expect(page.getByRole('alert')).toContainText(texts.common.loadFailed);
  await checkAccessibility(page);
  await loginForm(page, texts).signIn(account);
  await expect(shell(page, texts).heading).toHaveText(texts.dashboard.title);
});

test('a signed-in person whose server does not answer is told that, not sent to sign in', async ({
  page,
  texts,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(lostConnection);
  await page.route('**/trpc/**', (route) => route.abort());
  await page.goto('/');
  const { heading } = shell(page, texts);
  await expect(heading).toHaveText(texts.app.unreachable.title);
  await expect(page).toHaveURL('/');
  await checkAccessibility(page);
  await page.unroute('**/trpc/**');
  await page.getByRole('button', { name: texts.common.retry }).click();
  await expect(page.getByText(me.email)).toBeVisible();
});

test('a person whose server restarts under the open page goes on in the same session', async ({
  page,
  context,
  playwright,
  texts,
  preferences,
  pageWatch,
}) => {
  needsOwnServer('stop');
  pageWatch.expectConsoleError(lostConnection);
  const settings = {
    E2E_DATABASE_URL: chosenApp()?.databaseUrl,
    E2E_AUTH_SECRET: 'of-this-journey-alone-0123456789',
  };
  const before = await startApp('e2e-restart', settings);
  const inApp = (path: string) => new URL(path, before.url).href;
  const anna = newcomer('Anna Orlova');
  const elsewhere = await playwright.request.newContext({ baseURL: before.url });
  await openSession(elsewhere, anna, preferences);
  await context.addCookies((await elsewhere.storageState()).cookies);
  await elsewhere.dispose();
  await page.goto(inApp('/settings/profile'));
  const username = page.getByLabel(texts.users.username, { exact: true });
  const save = page.getByRole('button', { name: texts.common.save });
  const alert = page.locator('[data-slot="failure-alert"]');
  const restart = () => startApp('e2e-restart', { ...settings, E2E_PORT: new URL(before.url).port });
  await withoutReload(page, async () => {
    await username.fill(`${anna.username}-stays`);
    await before.stop();
    await save.click();
    await expect(alert).toHaveText(texts.errors.unreachable);
    await expect(page.getByText(texts.app.away)).toBeVisible();
    await expect(username).toHaveValue(`${anna.username}-stays`);
    await checkAccessibility(page);
    const after = await restart();
    await expect(alert).toBeHidden();
    await expect(page.getByText(texts.app.away)).toBeHidden();
    await save.click();
    await expect(page.getByText(texts.users.saved)).toBeVisible();
    await after.stop();
  });
});

test('a person who asks a dead server for a page gets it when the server is back', async ({
  page,
  texts,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(lostConnection);
  const dead = (route: Route) => route.abort('connectionrefused');
  await page.route('**/assets/security-page*.js', dead);
  await page.goto('/settings/profile');
  const name = page.getByLabel(texts.users.fullName);
  await name.fill(`${me.fullName} Half`);
  await page.route('**/*', dead);
  await shell(page, texts).goTo(texts.shell.nav.security);
  await page.getByRole('button', { name: texts.users.leave.leave }).click();
  const { heading } = shell(page, texts);
  await expect(heading).toHaveText(texts.app.notLoaded.title);
  await expect(page.getByText(texts.app.notLoaded.away)).toBeVisible();
  await expect(page).toHaveURL('/settings/security');
  await checkAccessibility(page);
  await page.unroute('**/*', dead);
  await page.unroute('**/assets/security-page*.js', dead);
  await expect(heading).toHaveText(texts.account.security.title);
  await expect(page.getByText(texts.account.password.description)).toBeVisible();
});

test('a page that is opened without a network opens by itself when the network is back', async ({
  page,
  context,
  texts,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(lostConnection);
  await page.route('**/assets/security-page*.js', (route) => route.abort('internetdisconnected'));
  await page.goto('/');
  await expect(shell(page, texts).userMenu).toHaveAccessibleName(new RegExp(me.fullName));
  await context.setOffline(true);
  await shell(page, texts).goTo(texts.shell.nav.security);
  await expect(shell(page, texts).heading).toHaveText(texts.app.notLoaded.title);
  await expect(page.getByText(texts.app.notLoaded.offline)).toBeVisible();
  await page.unrouteAll();
  await context.setOffline(false);
  await expect(shell(page, texts).heading).toHaveText(texts.account.security.title);
});

test('a person at the end of a page without a network reaches its last button above the banner', async ({
  page,
  context,
  texts,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(lostConnection);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/settings/profile');
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
  await context.setOffline(true);
  const banner = page.locator('[data-slot="foot-banner"]');
  await expect(banner).toContainText(texts.app.offline);
  await page.getByRole('button', { name: texts.common.save }).focus();
  await page.mouse.wheel(0, 10_000);
  const [button, line] = await Promise.all([
    page.getByRole('button', { name: texts.common.save }).boundingBox(),
    banner.boundingBox(),
  ]);
  expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(line?.y ?? 0);
});

test('a person whose page was replaced by a deploy gets the new one after one reload', async ({
  page,
  texts,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 404/);
  const gone = (route: Route) => route.fulfill({ status: 404, body: '' });
  await page.route('**/assets/profile-page*.js', gone);
  await page.goto('/');
  await expect(page.getByText(me.email)).toBeVisible();
  const reloaded = page.waitForRequest((request) => request.isNavigationRequest());
  await page.getByRole('link', { name: texts.dashboard.you.edit }).click();
  await reloaded;
  await page.unroute('**/assets/profile-page*.js', gone);
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
  await expect(page).toHaveURL('/settings/profile');
});

test('a person whose session ends on a page of an older version is told before anything typed is lost', async ({
  page,
  context,
  texts,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 40[14]/);
  await page.route('**/assets/relogin-dialog*.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/settings/profile');
  const name = page.getByLabel(texts.users.fullName);
  await withoutReload(page, async () => {
    await name.fill(`${me.fullName} Typed`);
    await context.clearCookies({ name: /qp_(access|refresh)$/ });
    await page.getByRole('button', { name: texts.common.save }).click();
    await expect(page.getByRole('alert').filter({ hasText: texts.app.outdated })).toBeVisible();
    await expect(name).toHaveValue(`${me.fullName} Typed`);
    await checkAccessibility(page);
  });
});

test('a person whose page cannot be loaded at all is told so instead of reloading for ever', async ({
  page,
  texts,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 404|Failed to fetch dynamically imported module/);
  await page.route('**/assets/profile-page*.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/settings/profile');
  await expect(shell(page, texts).heading).toHaveText(texts.app.crash.title);
  await expect(shell(page, texts).userMenu).toHaveAccessibleName(new RegExp(me.fullName));
  await checkAccessibility(page);
});
