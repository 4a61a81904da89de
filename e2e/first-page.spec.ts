import type { Page, Route } from '@playwright/test';
import { loginForm, registerForm } from './pages/auth-page.ts';
import { shell } from './pages/shell.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { withoutLooks } from './support/run-settings.ts';
import { expect, test } from './support/test.ts';

/** Holds back what the address pattern names until it is called. */
async function hold(page: Page, pattern: RegExp): Promise<() => Promise<void>> {
  let isHeld = true;
  const held: Route[] = [];
  await page.route(pattern, (route) => (isHeld ? void held.push(route) : route.continue()));
  return async () => {
    isHeld = false;
    await Promise.all(held.map((route) => route.continue()));
  };
}

const application = /\/assets\/react-.*\.js$/;
const drawnByApplication = (page: Page) => expect(page.locator('#root h1')).toBeVisible();

test('a stranger types into the form before the application runs, and goes on typing in the same place', async ({
  page,
  texts,
  account,
}) => {
  const release = await hold(page, application);
  await page.goto('/login?next=/settings/profile', { waitUntil: 'commit' });
  const form = loginForm(page, texts);
  await expect(page).toHaveTitle(`${texts.auth.login.title} · QuantPulse`);
  await checkAccessibility(page);
  await form.identifier.fill(account.email);
  await form.rememberMe.check();
  await form.password.click();
  await page.keyboard.type(account.password.slice(0, 8));
  await page.keyboard.press('ArrowLeft');
  await release();
  await drawnByApplication(page);
  await expect(form.password).toBeFocused();
  await expect(form.identifier).toHaveValue(account.email);
  await expect(form.rememberMe).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(account.password.slice(8));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/settings/profile');
});

test(
  'a stranger who sends the form before the application runs need not send it again',
  withoutLooks,
  async ({ page, texts, account }) => {
    const release = await hold(page, application);
    await page.goto('/login', { waitUntil: 'commit' });
    await loginForm(page, texts).signIn(account);
    await release();
    await expect(shell(page, texts).heading).toHaveText(texts.dashboard.title);
  },
);

test(
  'a stranger whose application never came gets it by sending the form',
  withoutLooks,
  async ({ page, texts, account, pageWatch }) => {
    pageWatch.expectConsoleError(/ERR_FAILED/);
    await page.route(application, (route) => route.abort());
    await page.goto('/login');
    const form = loginForm(page, texts);
    await form.identifier.fill('anna@example.org');
    await page.unroute(application);
    await form.submit.click();
    await drawnByApplication(page);
    await form.signIn(account);
    await expect(page).toHaveURL('/');
  },
);

test('a newcomer keeps what was typed into the registration before the application ran', async ({
  page,
  texts,
}) => {
  const release = await hold(page, application);
  await page.goto('/login?next=/settings/data', { waitUntil: 'commit' });
  await page.getByRole('link', { name: texts.auth.login.register }).click();
  await expect(page).toHaveURL('/register?next=/settings/data');
  const form = registerForm(page, texts);
  await checkAccessibility(page);
  await form.email.fill('vera.novak@example.org');
  await release();
  await drawnByApplication(page);
  await expect(form.email).toHaveValue('vera.novak@example.org');
  await expect(form.username).toHaveValue('vera.novak');
});

test(
  'the form is drawn while nobody has answered who is signed in, and stays when nobody does',
  withoutLooks,
  async ({ page, texts, pageWatch }) => {
    pageWatch.expectConsoleError(/ERR_FAILED/);
    const held: Route[] = [];
    await page.route('**/trpc/auth.session*', (route) => void held.push(route));
    await page.goto('/login');
    await drawnByApplication(page);
    const form = loginForm(page, texts);
    await form.identifier.fill('anna@example.org');
    await expect.poll(() => held.length).toBeGreaterThan(0);
    await Promise.all(held.map((route) => route.abort()));
    await expect(form.identifier).toHaveValue('anna@example.org');
  },
);

test('where registration is closed a newcomer sees neither its form nor its link, even for a moment', async ({
  page,
  texts,
}) => {
  const release = await hold(page, application);
  await page.route('**/trpc/auth.session*', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll('"registration":true', '"registration":false');
    await route.fulfill({ response: answer, body });
  });
  await page.addInitScript({ content: seen('form', '#email') });
  const answered = page.waitForResponse('**/trpc/auth.session*');
  await page.goto('/register', { waitUntil: 'commit' });
  await answered;
  await release();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(texts.auth.register.closed);
  expect(await page.evaluate('globalThis.qpSeen')).toBeUndefined();
  await page.addInitScript({ content: seen('link', 'a[href^="/register"]') });
  await page.goto('/login');
  await drawnByApplication(page);
  await expect(page.getByRole('link', { name: texts.auth.login.register })).toBeHidden();
  expect(await page.evaluate('globalThis.qpSeen')).toBeUndefined();
});

/** Notes whether an element was ever shown. */
const seen = (name: string, selector: string) => `
  requestAnimationFrame(function look() {
    const found = document.querySelector(${JSON.stringify(selector)});
    if (found?.checkVisibility({ visibilityProperty: true })) globalThis.qpSeen = ${JSON.stringify(name)};
    requestAnimationFrame(look);
  });
`;

test(
  'a signed-in person who opens a page of theirs sees no form on the way',
  withoutLooks,
  async ({ page, texts, me }) => {
    await page.addInitScript({
      content: `new MutationObserver(() => {
      if (document.forms.length > 0) globalThis.qpFormSeen = true;
    }).observe(document, { childList: true, subtree: true });`,
    });
    await page.goto('/');
    await expect(page.getByText(me.email)).toBeVisible();
    expect(await page.evaluate('globalThis.qpFormSeen')).toBeUndefined();
    await page.goto('/login?next=/settings/data');
    await expect(page).toHaveURL('/settings/data');
    await expect(shell(page, texts).heading).toBeVisible();
  },
);
