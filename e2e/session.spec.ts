import { loginForm } from './pages/auth-page.ts';
import { shell } from './pages/shell.ts';
import { expect, test } from './support/test.ts';

const access = /qp_access$/;
const refresh = /qp_refresh$/;

/** Says in the page's console-free memory whether a sign-in form was ever drawn. */
const watchForLogin = `
  globalThis.qpLoginSeen = false;
  new MutationObserver(() => {
    if (document.getElementById('identifier')) globalThis.qpLoginSeen = true;
  }).observe(document, { childList: true, subtree: true });
`;

test('a person reloads and stays, signs out, and after signing in again lands where they were going', async ({
  page,
  texts,
  me,
}) => {
  const { heading, signOut } = shell(page, texts);
  const form = loginForm(page, texts);
  await page.goto('/');
  await expect(heading).toHaveText(texts.dashboard.title);
  await page.reload();
  await expect(page.getByText(me.email)).toBeVisible();
  await signOut();
  await expect(page).toHaveURL('/login');
  await page.goto('/settings/profile?from=mail#username');
  await expect(heading).toHaveText(texts.auth.login.title);
  expect(new URL(page.url()).searchParams.get('next')).toBe('/settings/profile?from=mail#username');
  await form.signIn(me);
  await expect(page).toHaveURL('/settings/profile?from=mail#username');
  await expect(heading).toHaveText(texts.users.title);
});

test('a person who asks to be remembered is, and one who does not is forgotten with the browser', async ({
  page,
  context,
  texts,
  account,
}) => {
  const form = loginForm(page, texts);
  const lifetimes = async () =>
    (await context.cookies())
      .filter(({ name }) => /qp_(access|refresh)$/.test(name))
      .map((one) => one.expires);
  await page.goto('/login');
  await expect(form.rememberMe).not.toBeChecked();
  await form.signIn(account);
  await expect(page).toHaveURL('/');
  expect(await lifetimes()).toEqual([-1, -1]);
  await shell(page, texts).signOut();
  await form.rememberMe.check();
  await form.signIn(account);
  await expect(page).toHaveURL('/');
  const inDays = (await lifetimes()).map((seconds) => Math.round((seconds - Date.now() / 1000) / 86_400));
  expect(inDays).toEqual([30, 30]);
});

test('a person whose access has run out goes on without ever seeing the sign-in page', async ({
  page,
  context,
  texts,
  me,
}) => {
  await page.addInitScript({ content: watchForLogin });
  await page.goto('/');
  await expect(page.getByText(me.email)).toBeVisible();
  // Else the page's own questions would renew the access before it is loaded anew.
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await context.clearCookies({ name: access });
  const refreshed = page.waitForResponse(/auth\.refresh/);
  await page.reload();
  expect((await refreshed).status()).toBe(200);
  await expect(page.getByText(me.email)).toBeVisible();
  expect(await page.evaluate('globalThis.qpLoginSeen')).toBe(false);
  await expect(shell(page, texts).heading).toHaveText(texts.dashboard.title);
});

test('two tabs of one person share a single refresh', async ({ page, context, texts, me, pageWatch }) => {
  pageWatch.expectConsoleError(/status of 401/);
  const second = await context.newPage();
  await Promise.all([page.goto('/settings/profile'), second.goto('/settings/profile')]);
  const tabs = [page, second].map((tab) => ({ tab, name: tab.getByLabel(texts.users.fullName) }));
  for (const { name } of tabs) await expect(name).toHaveValue(me.fullName);
  const refused = tabs.map(({ tab }) => tab.waitForResponse((answer) => answer.status() === 401));
  // Answered once both tabs were refused: a tab that is refused later may not have heard of it yet.
  await context.route('**/trpc/auth.refresh*', async (route) => {
    await Promise.all(refused);
    await route.continue();
  });
  const refreshes: string[] = [];
  context.on('request', (request) => {
    if (request.url().includes('auth.refresh')) refreshes.push(request.url());
  });
  context.on('response', (response) => {
    if (response.url().includes('auth.refresh')) expect(response.status()).toBe(200);
  });
  await context.clearCookies({ name: access });
  const answers = tabs.map(({ tab }) =>
    tab.waitForResponse((answer) => answer.url().includes('users.me') && answer.ok()),
  );
  await Promise.all(
    [page, second].map((tab) =>
      tab.evaluate(`document.querySelector('a[href="/"]').dispatchEvent(
        new MouseEvent('click', { bubbles: true, cancelable: true }))`),
    ),
  );
  // The page shows what it knows at once: the tabs have gone on when they are answered again.
  await Promise.all(answers);
  for (const { tab } of tabs) await expect(tab.getByText(me.email)).toBeVisible();
  expect(refreshes).toHaveLength(1);
});

test('a sign-out in one tab empties the other, and Back shows nothing private', async ({
  page,
  context,
  texts,
  me,
}) => {
  const second = await context.newPage();
  await Promise.all([page.goto('/'), second.goto('/settings/profile')]);
  await page.getByRole('link', { name: texts.dashboard.you.edit }).click();
  await expect(page.getByLabel(texts.users.email)).toHaveValue(me.email);
  await expect(second.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
  await shell(page, texts).signOut();
  await expect(second).toHaveURL(/\/login/);
  await expect(second.getByText(me.fullName)).toHaveCount(0);
  await page.goto('/robots.txt');
  for (const _ of ['the page signed out from', 'the one before']) {
    await page.goBack();
    await expect(loginForm(page, texts).identifier).toBeVisible();
    expect(await page.content()).not.toContain(me.email);
  }
});

test('nobody finds a token in the page: not in its cookies, its storage, or any address it asked', async ({
  page,
  context,
  texts,
  account,
}) => {
  const addresses: string[] = [];
  context.on('request', (request) => addresses.push(request.url()));
  await page.goto('/login');
  await loginForm(page, texts).signIn(account);
  await expect(page.getByText(account.email)).toBeVisible();
  const tokens = (await context.cookies()).filter(({ name }) => access.test(name) || refresh.test(name));
  expect(tokens.map(({ httpOnly, sameSite }) => `${httpOnly} ${sameSite}`)).toEqual([
    'true Strict',
    'true Strict',
  ]);
  const readable = String(
    await page.evaluate(
      '[document.cookie, ...Object.values(localStorage), ...Object.values(sessionStorage)].join()',
    ),
  );
  for (const { value } of tokens) expect(`${readable} ${addresses.join(' ')}`).not.toContain(value);
  expect(readable).not.toMatch(/eyJ|qpr1\./);
});
