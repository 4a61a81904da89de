import { loginForm } from './pages/auth-page.ts';
import { shell } from './pages/shell.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { withoutLooks } from './support/run-settings.ts';
import { expect, test } from './support/test.ts';
import { fill, plural } from './support/texts.ts';

test('a person with a wrong password keeps the identifier, and the password field is empty and focused', async ({
  page,
  texts,
  account,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 401/);
  await page.goto('/login');
  await checkAccessibility(page);
  const form = loginForm(page, texts);
  await form.signIn({ ...account, password: 'not this one' });
  await expect(form.alert).toHaveText(texts.errors.INVALID_CREDENTIALS);
  await expect(form.identifier).toHaveValue(account.email);
  await expect(form.password).toHaveValue('');
  await expect(form.password).toBeFocused();
  const title = fill(texts.common.titleError, { title: texts.auth.login.title });
  await expect(page).toHaveTitle(`${title} · QuantPulse`);
  await checkAccessibility(page);
});

test('a person who tried too often sees the wait count down, keeps the password and sends nothing meanwhile', async ({
  page,
  texts,
  language,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 429/);
  const app = { code: 'RATE_LIMITED', params: { retryAfterSeconds: 65 }, requestId: 'request-1' };
  const data = { code: 'TOO_MANY_REQUESTS', httpStatus: 429, app };
  const body = { error: { code: -32_029, message: 'RATE_LIMITED', data } };
  let sent = 0;
  await page.route('**/trpc/auth.login*', (route) => {
    sent += 1;
    return route.fulfill({ status: 429, headers: { 'Retry-After': '65' }, json: body });
  });
  await page.clock.install();
  await page.goto('/login');
  const { alert, ...form } = loginForm(page, texts);
  const wait = (count: number) => plural(texts.errors, 'RATE_LIMITED', { language, count });
  await form.identifier.fill('anna@example.org');
  await form.password.fill('whatever it is');
  await page.clock.pauseAt(Date.now() + 60_000);
  await form.submit.click();
  await expect(form.submit).toContainText('1:05');
  await expect(form.submit).toHaveAttribute('aria-disabled', 'true');
  await expect(form.password).toHaveValue('whatever it is');
  await page.clock.runFor(6_000);
  await expect(form.submit).toContainText('0:59');
  await form.password.press('Enter');
  await form.submit.click({ force: true });
  await page.clock.runFor(38_000);
  await expect(alert).toHaveText(wait(21));
  await page.clock.runFor(19_000);
  await expect(alert).toHaveText(wait(2));
  await expect(form.submit).toContainText('0:02');
  expect(sent).toBe(1);
  await page.clock.runFor(2_000);
  await expect(alert).toHaveText(texts.errors.waitIsOver);
  await expect(form.submit).toHaveText(texts.auth.login.submit);
  await form.submit.click();
  await expect(form.submit).toContainText('1:05');
  expect(sent).toBe(2);
  // The wait is for that name alone.
  await form.identifier.fill('boris@example.org');
  await expect(alert).toBeHidden();
  await expect(form.submit).toHaveText(texts.auth.login.submit);
  await page.clock.resume();
  await checkAccessibility(page);
});

test('the last wrong password says how long to wait, and a reload keeps the wait and the name', async ({
  page,
  texts,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 401/);
  const params = { attemptsLeft: 0, retryAfterSeconds: 878 };
  const app = { code: 'INVALID_CREDENTIALS', params, requestId: 'request-1' };
  const data = { code: 'UNAUTHORIZED', httpStatus: 401, app };
  const body = { error: { code: -32_001, message: 'INVALID_CREDENTIALS', data } };
  await page.route('**/trpc/auth.login*', (route) => route.fulfill({ status: 401, json: body }));
  await page.goto('/login');
  const { alert, identifier, password, submit } = loginForm(page, texts);
  await identifier.fill('anna@example.org');
  await password.fill('whatever it is');
  await submit.click();
  await expect(alert).toContainText(texts.errors.attemptsLeft.INVALID_CREDENTIALS_zero);
  await expect(submit).toContainText(/14:3\d/);
  await page.reload();
  const shown = /14:[0-3]\d/;
  await expect(submit).toContainText(shown);
  await expect(alert).toContainText(shown);
  await expect(submit).toHaveAttribute('aria-disabled', 'true');
  await expect(identifier).toHaveValue('anna@example.org');
  await expect(password).toHaveValue('');
  expect(await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toContain('whatever');
  // The wait is for that name alone, and is forgotten with it.
  await identifier.fill('boris@example.org');
  await expect(alert).toBeHidden();
  await page.reload();
  await expect(submit).toHaveText(texts.auth.login.submit);
  await expect(alert).toBeHidden();
});

test('a person signs in with the keyboard alone', withoutLooks, async ({ page, texts, account }) => {
  await page.goto('/login');
  const form = loginForm(page, texts);
  await expect(page.locator('#root #identifier')).toBeVisible();
  for (let presses = 0; presses < 8 && !(await isFocused(form.identifier)); presses += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.type(account.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(account.password);
  await page.keyboard.press('Enter');
  const { heading } = shell(page, texts);
  await expect(heading).toHaveText(texts.dashboard.title);
  await expect(heading).toBeFocused();
});

function isFocused(locator: ReturnType<typeof loginForm>['identifier']): Promise<boolean> {
  return locator.evaluate((element) => element.matches(':focus'));
}

test(
  'a signed-in person led to sign-in with a foreign address stays at home',
  withoutLooks,
  async ({ page, texts, me }) => {
    for (const next of ['//evil.example', '/\\evil.example', '/%0a/evil.example', 'javascript:alert(1)']) {
      await page.goto(`/login?next=${encodeURIComponent(next)}`);
      await expect(shell(page, texts).heading).toHaveText(texts.dashboard.title);
      await expect(page, next).toHaveURL('/');
    }
    await expect(page.getByText(me.email)).toBeVisible();
  },
);
