import { shell } from './pages/shell.ts';
import { toast, usersPage } from './pages/users-page.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { addFactors, makeAdmin, takeRole } from './support/administration.ts';
import { checkReflow } from './support/reflow.ts';
import { expect, needsOwnServer, test } from './support/test.ts';

test.beforeEach(() => needsOwnServer('make administrators on'));

/** What comes of calls after the role was taken away. */
const refusedForRole = /status of 403 .*admin\./;

test('an administrator reads how somebody proves who they are, and how many codes are left', async ({
  page,
  texts,
  me,
  other,
}) => {
  const { admin, factors } = texts;
  await makeAdmin(me.email);
  const { sheet } = usersPage(page, texts);
  const address = `/admin/users?search=${other.email}`;
  await page.goto(address);
  await page.getByRole('link', { name: other.fullName }).click();
  await expect(sheet.getByText(admin.user.noFactors)).toBeVisible();
  await addFactors(other.email, 'Ключ Анны');
  await page.reload();
  await expect(sheet.getByText(factors.totp.title)).toBeVisible();
  await expect(sheet.getByText('Ключ Анны')).toBeVisible();
  await expect(sheet.getByText(factors.passkeys.unused)).toBeVisible();
  await expect(sheet.getByText(/^(?:3 left|Осталось 3)$/)).toBeVisible();
  await expect(sheet.getByText(admin.user.lostFactors)).toBeVisible();
  await checkAccessibility(page);
  await checkReflow(page);
});

test('an administrator cannot lock themselves out, and the last one is told so by the server alone', async ({
  page,
  texts,
  me,
}) => {
  await makeAdmin(me.email);
  const users = usersPage(page, texts);
  await page.goto(`/admin/users?search=${me.email}`);
  await page.getByRole('link', { name: me.fullName }).click();
  await expect(users.sheet.getByText(texts.admin.user.self)).toBeVisible();
  await expect(users.act('disable')).toHaveCount(0);
  await expect(users.act('demote')).toHaveCount(0);
});

test('who loses the role while an account is open acts no more, and reads why the page is closed', async ({
  page,
  texts,
  me,
  other,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(refusedForRole);
  await makeAdmin(me.email);
  const users = usersPage(page, texts);
  await page.goto(`/admin/users?search=${other.email}`);
  await page.getByRole('link', { name: other.fullName }).click();
  await expect(users.sheet.getByText(texts.account.activity.events.registered)).toBeVisible();
  await users.act('revokeSessions').click();
  await takeRole(me.email);
  await users.question('revokeSessions').confirm.click();
  await expect(shell(page, texts).heading).toHaveText(texts.admin.forbidden.title);
  await expect(page.getByText(other.email)).toHaveCount(0);
  await checkAccessibility(page);
});

test('the role of another, changed while their account is open, is seen after the next act', async ({
  page,
  texts,
  me,
  other,
}) => {
  await makeAdmin(me.email);
  await makeAdmin(other.email);
  const users = usersPage(page, texts);
  await page.goto(`/admin/users?search=${other.email}`);
  await page.getByRole('link', { name: other.fullName }).click();
  await users.act('demote').click();
  await takeRole(other.email);
  await users.question('demote').confirm.click();
  await expect(toast(page, texts.admin.acts.demote.done)).toBeVisible();
  await expect(users.act('promote')).toBeVisible();
});
