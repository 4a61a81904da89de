import { loginForm } from './pages/auth-page.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { addAuthenticator } from './support/authenticator.ts';
import { ageSignIns } from './support/sign-in-age.ts';
import { expect, needsOwnServer, test } from './support/test.ts';
import { fill } from './support/texts.ts';
import { totpCode, totpStep } from '#server/security/one-time-codes.ts';
import type { Page } from '@playwright/test';
import type { Texts } from './support/texts.ts';

test.describe.configure({ timeout: 120_000 });
test.beforeEach(() => needsOwnServer('read mails of'));

/** The code an authenticator app shows, that many steps away. */
const codeOf = (secret: string, distance = 0) => totpCode(secret, totpStep(new Date()) + distance);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Connects an app on the security page; what it keeps, and the recovery codes as they are shown. */
async function connectApp(page: Page, { factors }: Texts) {
  await page.goto('/settings/security');
  await button(page, factors.totp.connectNamed).click();
  await expect(page.getByRole('img', { name: factors.totp.qr })).toBeVisible();
  const secret = (await page.locator('[data-slot=dialog] code').innerText()).replaceAll(' ', '');
  await checkAccessibility(page);
  await page.locator('#code').fill(codeOf(secret));
  await page
    .locator('[data-slot=dialog]')
    .getByRole('button', { name: factors.totp.enable, exact: true })
    .click();
  const list = page.getByRole('list', { name: factors.codes.title });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  await checkAccessibility(page);
  const recoveryCodes = await list.getByRole('listitem').allInnerTexts();
  await button(page, factors.codes.done).click();
  await expect(page.getByText(factors.on, { exact: true })).toBeVisible();
  return { secret, recoveryCodes };
}

async function signOut(page: Page) {
  await page.context().clearCookies({ name: /qp_(?:access|refresh)/ });
  await page.goto('/login');
}

test('a person connects an app, signs in with its code, and with a recovery code when the phone is lost', async ({
  page,
  me,
  texts,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 401/);
  const { secret, recoveryCodes } = await connectApp(page, texts);

  await signOut(page);
  await loginForm(page, texts).signIn(me);
  const code = page.locator('#code');
  await expect(code).toBeFocused();
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  await checkAccessibility(page);
  await code.fill('000000');
  await button(page, texts.auth.login.submit).click();
  await expect(page.getByRole('alert')).toHaveText(texts.errors.SECOND_FACTOR_INVALID);
  await checkAccessibility(page);
  const spaced = codeOf(secret, 1).replace(/(.{3})/, '$1 ');
  await code.fill(spaced);
  await code.press('Enter');
  await expect(page).toHaveURL('/');

  await signOut(page);
  await loginForm(page, texts).signIn(me);
  await button(page, texts.factor.choose['recovery-code']).click();
  await expect(code).toBeFocused();
  await code.fill((recoveryCodes[0] ?? '').toLowerCase());
  await code.press('Enter');
  await expect(page).toHaveURL('/');
});

test('a person who starts again at the second step finds the password form', async ({ page, me, texts }) => {
  await connectApp(page, texts);
  await signOut(page);
  const form = loginForm(page, texts);
  await form.signIn(me);
  await button(page, texts.factor.restart).click();
  await expect(form.identifier).toBeVisible();
});

test('a person adds a passkey, renames it, signs in with it alone, and removes it', async ({
  page,
  me: _me,
  texts,
  pageWatch,
}) => {
  const { factors } = texts;
  pageWatch.expectConsoleError(/status of 401/);
  const authenticator = await addAuthenticator(page);
  await page.goto('/settings/security');
  await button(page, factors.passkeys.add).click();
  const name = page.locator('#passkeyName');
  await expect(name).not.toHaveValue('');
  await checkAccessibility(page);
  await name.fill('Blue key');
  await button(page, texts.common.save).click();
  await expect(page.getByRole('heading', { name: 'Blue key' })).toBeVisible();
  await button(page, fill(factors.passkeys.renameNamed, { name: 'Blue key' })).click();
  await name.fill('Green key');
  await button(page, texts.common.save).click();
  await expect(page.getByRole('heading', { name: 'Green key' })).toBeVisible();
  await checkAccessibility(page);

  await authenticator.answer(false);
  await signOut(page);
  const byPasskey = button(page, texts.factor.signInWithPasskey);
  await expect(byPasskey).toBeVisible();
  await checkAccessibility(page);
  await authenticator.answer(true);
  await byPasskey.click();
  await expect(page).toHaveURL('/');

  await page.goto('/settings/security');
  await button(page, fill(factors.passkeys.removeNamed, { name: 'Green key' })).click();
  await checkAccessibility(page);
  await button(page, factors.removal.submit).click();
  await expect(page.getByRole('heading', { name: 'Green key' })).toBeHidden();
});

test('a person gives the password and then a passkey, and confirms a change by the passkey later', async ({
  page,
  me,
  texts,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 403/);
  const { factor, factors } = texts;
  const authenticator = await addAuthenticator(page);
  await page.goto('/settings/security');
  await button(page, factors.passkeys.add).click();
  await button(page, texts.common.save).click();
  await expect(page.getByText(factors.passkeys.unused)).toBeVisible();

  await authenticator.answer(false);
  await signOut(page);
  await loginForm(page, texts).signIn(me);
  await expect(page.getByText(factor.ask.passkey)).toBeVisible();
  await expect(button(page, factor.usePasskey)).toBeFocused();
  await checkAccessibility(page);
  await authenticator.answer(true);
  await button(page, factor.usePasskey).click();
  await expect(page).toHaveURL('/');

  await page.goto('/settings/security');
  await ageSignIns(me.email, 11);
  await button(page, factors.totp.connectNamed).click();
  const question = page.getByRole('dialog', { name: factor.reauthentication.title });
  await question.getByRole('button', { name: factor.choose.passkey }).click();
  await checkAccessibility(page);
  await question.getByRole('button', { name: factor.usePasskey }).click();
  await expect(question).toBeHidden();
  await expect(page.getByRole('img', { name: factors.totp.qr })).toBeVisible();
});

test('a passkey chosen in the name field signs in without a button', async ({ page, me: _me, texts }) => {
  await addAuthenticator(page);
  await page.goto('/settings/security');
  await button(page, texts.factors.passkeys.add).click();
  await button(page, texts.common.save).click();
  await expect(page.getByText(texts.factors.passkeys.unused)).toBeVisible();
  await signOut(page);
  await expect(page).toHaveURL('/');
});

/** Stands in for the browser. A question in the field waits until it is stopped; any other is given up. */
function giveUpQuestions(): void {
  const page = globalThis as unknown as {
    qpQuestions: string[];
    navigator: { credentials: { get(options: { mediation?: string; signal?: AbortSignal }): unknown } };
  };
  page.qpQuestions = [];
  page.navigator.credentials.get = async ({ mediation, signal }) => {
    page.qpQuestions.push(mediation === 'conditional' ? 'field' : 'button');
    if (mediation !== 'conditional') throw new DOMException('given up', 'NotAllowedError');
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => {
        page.qpQuestions.push('stopped');
        reject(new DOMException('stopped', 'AbortError'));
      });
    });
  };
}

test('the name field offers passkeys again after the question of the button was given up', async ({
  page,
  account: _account,
  texts,
}) => {
  await addAuthenticator(page);
  await page.addInitScript(giveUpQuestions);
  await page.goto('/login');
  const questions = () => page.evaluate('globalThis.qpQuestions');
  await expect.poll(questions).toEqual(['field']);
  await button(page, texts.factor.signInWithPasskey).click();
  await expect(page.getByRole('alert')).toHaveText(texts.factor.passkeyGivenUp);
  await expect.poll(questions).toEqual(['field', 'stopped', 'button', 'field']);
});

test('the name field offers passkeys again once the network is back', async ({
  page,
  context,
  account: _account,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/ERR_INTERNET_DISCONNECTED/);
  await addAuthenticator(page);
  await page.addInitScript(giveUpQuestions);
  await page.goto('/login');
  const questions = () => page.evaluate('globalThis.qpQuestions');
  await expect.poll(questions).toEqual(['field']);
  await context.setOffline(true);
  await expect.poll(questions).toEqual(['field', 'stopped']);
  await context.setOffline(false);
  await expect.poll(questions).toEqual(['field', 'stopped', 'field']);
});

test('a person who signed in long ago confirms a change by the app, and the change is made once', async ({
  page,
  me,
  texts,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 403/);
  const { factor, factors } = texts;
  const { secret } = await connectApp(page, texts);
  await ageSignIns(me.email, 11);
  await button(page, factors.codes.renew).click();
  await button(page, texts.factor.choose.totp).click();
  await checkAccessibility(page);
  await page.locator('#code').fill(codeOf(secret, 1));
  await button(page, factor.reauthentication.submit).click();
  await expect(page.getByRole('list', { name: factors.codes.title }).getByRole('listitem')).toHaveCount(10);
});
