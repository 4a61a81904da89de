import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { palette } from './pages/palette.ts';
import { shell } from './pages/shell.ts';
import { toast, usersPage } from './pages/users-page.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { giveUpMail, makeAdmin, makePeople } from './support/administration.ts';
import { checkReflow } from './support/reflow.ts';
import { ageSignIns } from './support/sign-in-age.ts';
import { expect, needsOwnServer, test } from './support/test.ts';
import { fill } from './support/texts.ts';

test.beforeEach(() => needsOwnServer('make administrators on'));

/** The browser's own line for an act that wants the password first. */
const refusedForProof = /status of 403 .*admin\.users\.setActive/;

test('a person without the permission finds no way to these pages, and reads why one is closed', async ({
  page,
  texts,
  me,
}) => {
  await page.goto('/admin/users');
  await expect(shell(page, texts).heading).toHaveText(texts.admin.forbidden.title);
  await expect(page.getByText(me.email)).toBeHidden();
  await checkAccessibility(page);
  await page.getByRole('link', { name: texts.admin.forbidden.home }).click();
  await expect(page.getByRole('link', { name: texts.admin.users.title })).toHaveCount(0);
});

test('an administrator finds somebody, and a reload and Back show the same', async ({
  page,
  texts,
  me,
  isMobile,
}) => {
  const prefix = `find-${randomUUID().slice(0, 8)}`;
  await makePeople(prefix, 30);
  await makeAdmin(me.email);
  const users = usersPage(page, texts);
  await page.goto('/');
  if (!isMobile) await page.getByRole('link', { name: texts.admin.users.title }).click();
  else await page.goto('/admin/users');
  await users.search.fill(prefix);
  await expect(users.rows).toHaveCount(25);
  await checkAccessibility(page);
  await checkReflow(page);
  await users.next.click();
  await expect(users.rows).toHaveCount(5);
  await page.reload();
  await expect(users.rows).toHaveCount(5);
  await page.goBack();
  await expect(users.rows).toHaveCount(25);
  await page.locator('#sort').selectOption('createdAt-asc');
  await expect(users.rows.first()).toContainText(`${prefix}-30`);
  await page.locator('#state').selectOption('disabled');
  await expect(page.getByText(texts.admin.users.empty)).toBeVisible();
  await checkAccessibility(page);
  await page.getByRole('button', { name: texts.admin.users.reset }).click();
  await expect(users.search).toHaveValue('');
});

test('an administrator disables a person by keyboard alone, who is out at once, and enables them again', async ({
  page,
  texts,
  me,
  other,
  playwright,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(refusedForProof);
  await makeAdmin(me.email);
  await ageSignIns(me.email, 11);
  const users = usersPage(page, texts);
  await page.goto(`/admin/users?search=${other.email}`);
  await page.getByRole('link', { name: other.fullName }).focus();
  await page.keyboard.press('Enter');
  await expect(users.sheet).toContainText(other.email);
  await expect(users.sheet.getByText(texts.account.activity.events.registered)).toBeVisible();
  await checkAccessibility(page);
  await checkReflow(page);

  const { dialog, confirm } = users.question('disable');
  await users.act('disable').focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await checkAccessibility(page);
  await confirm.focus();
  await page.keyboard.press('Enter');
  const { reauthentication } = texts.factor;
  const password = page.getByRole('dialog', { name: reauthentication.title });
  await password.getByLabel(reauthentication.password).fill(me.password);
  await page.keyboard.press('Enter');
  await expect(toast(page, texts.admin.acts.disable.done)).toBeVisible({ timeout: 20_000 });
  await expect(dialog).toBeHidden();
  await expect(users.sheet.getByText(texts.admin.user.noSessions)).toBeVisible();

  const elsewhere = await playwright.request.newContext({ baseURL: new URL(page.url()).origin });
  const data = { identifier: other.email, password: other.password };
  expect((await elsewhere.post('/trpc/auth.login', { data })).status()).toBe(401);
  await users.act('enable').click();
  await users.question('enable').confirm.click();
  await expect(toast(page, texts.admin.acts.enable.done)).toBeVisible();
  expect((await elsewhere.post('/trpc/auth.login', { data })).status()).toBe(200);
  await elsewhere.dispose();
  await page.keyboard.press('Escape');
  await expect(users.sheet).toBeHidden();
});

test('an administrator changes a role, ends sessions, sends a link and sets chats, each confirmed and told', async ({
  page,
  texts,
  me,
  other,
}) => {
  await makeAdmin(me.email);
  const { acts } = texts.admin;
  const users = usersPage(page, texts);
  await page.goto(`/admin/users?search=${other.email}`);
  await page.getByRole('link', { name: other.fullName }).click();
  for (const [name, done] of [
    ['sendReset', acts.sendReset.done],
    ['promote', acts.promote.done],
    ['demote', acts.demote.done],
    ['revokeSessions', fill(acts.revokeSessions.done, { count: 1 })],
  ] as const) {
    await users.act(name).click();
    await users.question(name).confirm.click();
    await expect(toast(page, done)).toBeVisible();
    await expect(users.question(name).dialog).toBeHidden();
  }
  await users.act('maxChats').click();
  const chats = users.question('maxChats');
  await chats.dialog.locator('#maxChats').fill('many');
  await chats.confirm.click();
  await expect(chats.dialog.locator('#maxChats-error')).toBeVisible();
  await checkAccessibility(page);
  await chats.dialog.locator('#maxChats').fill('42');
  await chats.confirm.click();
  await expect(toast(page, acts.maxChats.done)).toBeVisible();
  await expect(users.sheet.getByText('42', { exact: true })).toBeVisible();
});

test('an administrator narrows the audit log, and keeps it as a file', async ({ page, texts, me, other }) => {
  await makeAdmin(me.email);
  const { admin, account } = texts;
  const users = usersPage(page, texts);
  await page.goto(`/admin/users?search=${other.email}`);
  await page.getByRole('link', { name: other.fullName }).click();
  await users.sheet.getByRole('link', { name: admin.user.allEvents }).click();
  await expect(shell(page, texts).heading).toHaveText(admin.audit.title);
  const rows = page.getByRole('list', { name: admin.audit.title }).getByRole('listitem');
  await expect(page.getByText(fill(admin.audit.onlyOf, { who: other.email }))).toBeVisible();
  await expect(rows.first()).toContainText(other.email);
  await checkAccessibility(page);
  await checkReflow(page);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: admin.audit.download }).click();
  const file = await (await download).path();
  const csv = await readFile(file, 'utf8');
  expect(csv).toMatch(/^\uFEFFat,event,user_id/);
  expect(csv).toContain(other.email);

  await page.locator('#event').selectOption('account-deleted');
  await expect(page.getByText(admin.audit.empty)).toBeVisible();
  await page.getByRole('button', { name: admin.audit.reset }).click();
  await page.locator('#event').selectOption('audit-exported');
  await expect(rows.first()).toContainText(account.activity.events['audit-exported']);
  await page.locator('#from').fill('2020-01-01');
  await page.locator('#to').fill('2020-01-02');
  await expect(page.getByText(admin.audit.empty)).toBeVisible();
});

test('an administrator sees mails that were given up, and sends one again', async ({
  page,
  texts,
  me,
  other,
  isMobile,
}) => {
  const { mails } = texts.admin;
  await giveUpMail(other.email, 'password-changed');
  await giveUpMail(other.email, 'email-changed');
  await makeAdmin(me.email);
  await page.goto('/');
  if (isMobile) await page.getByRole('button', { name: texts.shell.nav.open }).click();
  const way = page.getByRole('navigation').getByRole('link', { name: mails.title });
  await expect(way).toHaveAccessibleName(new RegExp(`^${mails.title} \\d+ `));
  await checkAccessibility(page);
  await way.click();
  await page.getByRole('link', { name: mails.showFailed }).click();
  await expect(page.locator('#state')).toHaveValue('failed');
  await expect(page.getByText(mails.cannotRetry).first()).toBeVisible();
  await checkAccessibility(page);
  await checkReflow(page);
  const name = fill(mails.retryNamed, { kind: mails.kinds['password-changed'], to: other.email });
  await page.getByRole('button', { name }).click();
  await expect(toast(page, mails.retried)).toBeVisible();
  await expect(page.getByRole('button', { name })).toHaveCount(0);
});

test('an administrator jumps to these pages by the palette, and nobody else is offered them', async ({
  page,
  texts,
  me,
}) => {
  const commands = palette(page, texts);
  await page.goto('/');
  await expect(page.getByText(me.email).first()).toBeVisible();
  await commands.open();
  await commands.field.fill(texts.admin.audit.title);
  await expect(commands.options.filter({ hasText: texts.admin.audit.title })).toHaveCount(0);
  await makeAdmin(me.email);
  await page.reload();
  await expect(page.getByText(me.email).first()).toBeVisible();
  await commands.open();
  await commands.field.fill(texts.admin.audit.title);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/audit$/);
});
