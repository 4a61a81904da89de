import { loginForm } from './pages/auth-page.ts';
import { shell } from './pages/shell.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { mutate } from './support/api.ts';
import { linkToken } from './support/open-session.ts';
import { checkReflow } from './support/reflow.ts';
import { expect, needsOwnServer, test } from './support/test.ts';
import { fill } from './support/texts.ts';

test.beforeEach(() => needsOwnServer('read the mails of'));

const newPassword = 'seven lanterns over the quiet river';

test('a person who forgot the password sets a new one by the link of a mail', async ({
  page,
  texts,
  account,
}) => {
  const { forgot, reset, outbox, outboxLink, link } = texts.recovery;
  await page.goto('/login');
  await page.getByRole('link', { name: texts.auth.login.forgotten }).click();
  await expect(shell(page, texts).heading).toHaveText(forgot.title);
  await checkAccessibility(page);
  await page.getByRole('button', { name: forgot.submit }).click();
  await expect(page.locator('#email-error')).toBeVisible();
  await page.locator('#email').fill(account.email);
  await page.getByRole('button', { name: forgot.submit }).click();
  await expect(shell(page, texts).heading).toHaveText(forgot.sentTitle);
  await expect(page.getByRole('status').filter({ hasText: account.email })).toBeVisible();
  await checkAccessibility(page);
  await page.getByRole('link', { name: outboxLink }).click();
  await expect(shell(page, texts).heading).toHaveText(outbox.title);
  await checkAccessibility(page);
  await checkReflow(page);
  const token = await linkToken(page.request, account.email, 'reset-password');
  await page.locator(`a[href$="${token}"]`).click();
  await expect(page).toHaveURL('/reset');
  await expect(page.getByText(fill(reset.for, { email: `${account.email[0]}…@example.org` }))).toBeVisible();
  await checkAccessibility(page);
  await checkReflow(page);
  await page.locator('#newPassword').fill(newPassword);
  await page.locator('#newPasswordConfirmation').fill(`${newPassword}!`);
  await page.getByRole('button', { name: reset.submit }).click();
  await expect(page.locator('#newPasswordConfirmation-error')).toBeVisible();
  await page.locator('#newPasswordConfirmation').fill(newPassword);
  await page.getByRole('button', { name: reset.submit }).click();
  await expect(shell(page, texts).heading).toHaveText(reset.doneTitle);
  await page.getByRole('link', { name: link.signIn }).click();
  await loginForm(page, texts).signIn({ ...account, password: newPassword });
  await expect(shell(page, texts).userMenu).toBeVisible();
});

test('a link that is used, broken or of another kind says so and leads on', async ({
  page,
  texts,
  account,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 400/);
  const { link } = texts.recovery;
  await page.goto('/reset');
  await expect(shell(page, texts).heading).toHaveText(link.missingTitle);
  await page.goto(`/verify#token=${'x'.repeat(43)}`);
  await expect(shell(page, texts).heading).toHaveText(link.invalidTitle);
  await checkAccessibility(page);
  await page.getByRole('link', { name: link.askAgain }).click();
  await expect(shell(page, texts).heading).toHaveText(texts.recovery.forgot.title);
  expect(account.email).toContain('@');
});

/** The link of a mail for each page that mails lead to, and what that page then says. */
const linkPages = [
  { path: '/reset', kind: 'reset-password', ask: 'auth.requestPasswordReset' },
  { path: '/verify', kind: 'confirm-email-change', ask: 'account.changeEmail' },
] as const;

for (const { path, kind, ask } of linkPages)
  test(`a link opened without a network at ${path} is checked again when it is back`, async ({
    page,
    context,
    texts,
    me,
    pageWatch,
  }) => {
    pageWatch.expectConsoleError(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
    const { link, reset, verify } = texts.recovery;
    const newEmail = `new-${me.email}`;
    await mutate(context.request, ask, kind === 'reset-password' ? { email: me.email } : { newEmail });
    const to = kind === 'reset-password' ? me.email : newEmail;
    await expect(async () => linkToken(context.request, to, kind)).toPass();
    const token = await linkToken(context.request, to, kind);
    const heading = kind === 'reset-password' ? reset.title : verify.confirmEmailChange.title;
    const open = () => page.evaluate(`location.hash = 'token=${token}'`);

    await page.goto(path);
    await expect(shell(page, texts).heading).toHaveText(link.missingTitle);
    await context.setOffline(true);
    await open();
    await expect(page.getByRole('alert')).toHaveText(texts.errors.offline);
    await expect(page).toHaveURL(path);
    await checkAccessibility(page);
    await context.setOffline(false);
    await expect(shell(page, texts).heading).toHaveText(heading);

    await page.goto('/login');
    await page.goto(path);
    await expect(shell(page, texts).heading).toHaveText(link.missingTitle);
    await page.route('**/trpc/auth.checkLink*', (route) => route.abort());
    await open();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.unroute('**/trpc/auth.checkLink*');
    await page.getByRole('button', { name: texts.common.retry }).click();
    await expect(shell(page, texts).heading).toHaveText(heading);
  });

test('a person changes the address by the link sent there, and whoever lost it puts it back', async ({
  page,
  texts,
  me,
}) => {
  const { email: card, verify } = texts.recovery;
  const newEmail = `new-${me.email}`;
  await page.goto('/settings/security');
  await expect(page.getByText(card.confirmed, { exact: true })).toBeVisible();
  await page.locator('#newEmail').fill(newEmail);
  await page.getByRole('button', { name: card.submit }).click();
  await expect(page.getByText(fill(card.asked, { email: newEmail }))).toBeVisible();
  // The header hides half of a button of the card above.
  await page.evaluate('scrollTo(0, 0)');
  await checkAccessibility(page);
  await page.goto(`/verify#token=${await linkToken(page.request, newEmail, 'confirm-email-change')}`);
  await expect(shell(page, texts).heading).toHaveText(verify.confirmEmailChange.title);
  await expect(page).toHaveURL('/verify');
  await checkAccessibility(page);
  await page.getByRole('button', { name: verify.confirmEmailChange.submit }).click();
  await expect(page.getByText(fill(verify.confirmEmailChange.done, { email: newEmail }))).toBeVisible();
  await page.getByRole('link', { name: texts.recovery.link.home }).click();
  await expect(page.getByText(newEmail)).toBeVisible();
  await page.goto(`/verify#token=${await linkToken(page.request, me.email, 'email-changed')}`);
  await page.getByRole('button', { name: verify.undoEmailChange.submit }).click();
  await expect(page.getByText(fill(verify.undoEmailChange.done, { email: me.email }))).toBeVisible();
  await checkReflow(page);
});
