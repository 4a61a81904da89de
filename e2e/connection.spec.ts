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
  const name = page.getByLabel(texts.users.fullName);
  const save = page.getByRole('button', { name: texts.common.save });
  await withoutReload(page, async () => {
    await name.fill('Anna Stays');
    await before.stop();
    await save.click();
    await expect(page.locator('[data-slot="failure-alert"]')).toHaveText(texts.errors.unreachable);
    const after = await startApp('e2e-restart', { ...settings, E2E_PORT: new URL(before.url).port });
    await save.click();
    await expect(page.getByText(texts.users.saved)).toBeVisible();
    await after.stop();
  });
});

test('a person whose page was replaced by a deploy gets the new one after one reload', async ({
  page,
  texts,
  me,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 404/);
  await page.goto('/');
  await expect(page.getByText(me.email)).toBeVisible();
  const asked: string[] = [];
  await page.route('**/assets/profile-page*.js', async (route) => {
    asked.push(route.request().url());
    await (asked.length === 1 ? route.fulfill({ status: 404, body: '' }) : route.continue());
  });
  const reloaded = page.waitForEvent('load');
  await page.getByRole('link', { name: texts.dashboard.you.edit }).click();
  await reloaded;
  await expect(page.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
  await expect(page).toHaveURL('/settings/profile');
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
