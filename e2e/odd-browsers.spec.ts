import type { Page } from '@playwright/test';
import { loginForm, registerForm } from './pages/auth-page.ts';
import { newcomer } from './support/person.ts';
import { chosenUrl } from './support/run-settings.ts';
import { expect, test } from './support/test.ts';

/** As some password managers do it: the value alone, and no event that tells of it. */
async function fillSilently(page: Page, values: Record<string, string>): Promise<void> {
  await page.locator(`#${Object.keys(values)[0]}`).waitFor();
  const lines = Object.entries(values).map(
    ([id, value]) => `document.getElementById(${JSON.stringify(id)}).value = ${JSON.stringify(value)};`,
  );
  await page.evaluate(lines.join(''));
}

test('whoever is filled in by a password manager without any event signs in', async ({
  page,
  texts,
  account,
}) => {
  await page.goto('/login');
  await fillSilently(page, { identifier: account.email, password: account.password });
  await loginForm(page, texts).submit.click();
  await expect(page).toHaveURL('/');
});

test('and registers', async ({ page, texts }) => {
  const anna = newcomer('Anna Orlova');
  await page.goto('/register');
  const { email, username, fullName, password } = anna;
  await fillSilently(page, { email, username, fullName, password, passwordConfirmation: password });
  await registerForm(page, texts).submit.click();
  await expect(page).toHaveURL('/');
  await page.goto('/settings/profile');
  await expect(page.locator('#username')).toHaveValue(username);
});

test('and changes the password', async ({ page, me, texts }) => {
  const next = `${me.password} anew`;
  await page.goto('/settings/security');
  const values = { currentPassword: me.password, newPassword: next, newPasswordConfirmation: next };
  await fillSilently(page, values);
  await page.getByRole('button', { name: texts.account.password.submit, exact: true }).click();
  await expect(page.getByText(texts.account.password.changed)).toBeVisible();
});

test('and the profile takes a name that was filled in so', async ({ page, me, texts }) => {
  await page.goto('/settings/profile');
  await fillSilently(page, { fullName: `${me.fullName} Filled` });
  await page.getByRole('button', { name: texts.common.save, exact: true }).click();
  await expect(page.getByText(texts.users.saved)).toBeVisible();
  await page.reload();
  await expect(page.locator('#fullName')).toHaveValue(`${me.fullName} Filled`);
});

test('a browser that denies whatever it may deny draws the pages and signs in', async ({
  page,
  texts,
  account,
}) => {
  await page.addInitScript(() => {
    const denied = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    for (const name of ['BroadcastChannel', 'matchMedia', 'Notification'])
      Object.defineProperty(globalThis, name, { configurable: true, value: denied });
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(globalThis, name, { configurable: true, get: denied });
    const { Document } = globalThis as unknown as { Document: { prototype: object } };
    Object.defineProperty(Document.prototype, 'cookie', { configurable: true, get: denied, set: denied });
    Object.defineProperty(Navigator.prototype, 'locks', { configurable: true, get: denied });
    Object.defineProperty(Navigator.prototype, 'languages', { configurable: true, value: undefined });
    Object.defineProperty(Crypto.prototype, 'randomUUID', { configurable: true, value: undefined });
    Object.defineProperty(AbortSignal, 'any', { configurable: true, value: undefined });
    for (const name of ['parse', 'canParse'])
      Object.defineProperty(URL, name, { configurable: true, value: undefined });
  });
  await page.goto('/login');
  await loginForm(page, texts).signIn(account);
  await expect(page).toHaveURL('/');
  for (const path of ['/', '/settings/profile', '/settings/security']) {
    await page.goto(path);
    await expect(page.locator('h1')).not.toBeEmpty();
  }
});

test('a browser that does not keep the cookies is told so, and shows nobody’s dashboard', async ({
  page,
  context,
  texts,
  account,
}) => {
  await page.route('**/trpc/auth.login*', async (route) => {
    const response = await route.fetch();
    await context.clearCookies();
    const { 'set-cookie': _dropped, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto('/login');
  const form = loginForm(page, texts);
  await form.signIn(account);
  await expect(form.alert).toHaveText(texts.errors.cookiesLost);
  await expect(page).toHaveURL('/login');
});

test('a profile in a zone this browser does not know, in a browser in none, goes on', async ({
  page,
  me,
  texts,
}) => {
  await page.addInitScript(() => {
    const known = Intl.DateTimeFormat;
    const strange = new Set(['Europe/Moscow', 'Etc/Unknown']);
    const format = function (locale?: string, options?: Intl.DateTimeFormatOptions) {
      if (strange.has(options?.timeZone ?? '')) throw new RangeError('Invalid time zone');
      return new known(locale, options);
    };
    const resolved = known.prototype.resolvedOptions;
    known.prototype.resolvedOptions = function () {
      return { ...resolved.call(this), timeZone: 'Etc/Unknown' };
    };
    Object.defineProperty(Intl, 'DateTimeFormat', {
      value: Object.assign(format, known, { prototype: known.prototype }),
    });
  });
  await page.goto('/settings/profile');
  await expect(page.locator('#timeZone')).toHaveValue(/^(?:Moscow|Москва)$/);
  await page.locator('#fullName').fill(`${me.fullName} Again`);
  await page.getByRole('button', { name: texts.common.save, exact: true }).click();
  await expect(page.getByText(texts.users.saved)).toBeVisible();
  await expect(page.locator('#timeZone')).toHaveValue(/^(?:Moscow|Москва)$/);
});

test('a tab whose neighbour fell asleep in the middle of a sign-in signs in', async ({
  page,
  context,
  texts,
  account,
}) => {
  const asleep = await context.newPage();
  await asleep.goto('/login');
  await asleep.evaluate(() => {
    const held = navigator.locks.request('qp-session', () => new Promise(() => undefined));
    held.catch(() => undefined);
  });
  await page.clock.install();
  await page.goto('/login');
  await loginForm(page, texts).signIn(account);
  const waiting = () => page.evaluate(async () => (await navigator.locks.query()).pending?.length);
  await expect.poll(waiting).toBeGreaterThan(0);
  await expect(page).toHaveURL('/login');
  await page.clock.fastForward(24_000);
  await expect(page).toHaveURL('/');
});

test('whoever opens it by plain http under another name is led to its address', async ({
  page,
  texts,
  account,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 403/);
  pageWatch.expectConsoleError(/Cross-Origin-Opener-Policy header has been ignored/);
  const usual = chosenUrl();
  await page.route('http://nas.example.test/**', async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    const headers = { ...request.headers(), origin: 'http://nas.example.test' };
    await route.fulfill({
      response: await route.fetch({ url: new URL(pathname + search, usual).href, headers }),
    });
  });
  await page.goto('http://nas.example.test/login');
  const banner = page.getByRole('alert').filter({ hasText: texts.app.otherAddress });
  await expect(banner.getByRole('link')).toHaveAttribute('href', `${usual}/login`);
  const form = loginForm(page, texts);
  await form.signIn(account);
  await expect(form.alert).toHaveText(texts.errors.ORIGIN_REFUSED);
  // The page fetches ahead: it must be gone before its address leads nowhere.
  await page.goto('about:blank');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
