import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { checkAccessibility } from './support/accessibility.ts';
import { withoutLooks } from './support/run-settings.ts';
import { ageSignIns } from './support/sign-in-age.ts';
import { expectAnswer } from './support/signed-in-person.ts';
import { expect, needsOwnServer, test } from './support/test.ts';
import type { Texts } from './support/texts.ts';
import type { DataExport } from '#shared/identity/account.ts';

const refusedCall = /the server responded with a status of 4(?:00|03|29)/;

const downloadButton = (page: Page, { account }: Texts) =>
  page.getByRole('button', { name: account.download.submit, exact: true });

function passwordQuestion(page: Page, { factor: { reauthentication } }: Texts) {
  const dialog = page.getByRole('dialog', { name: reauthentication.title });
  const submit = dialog.getByRole('button', { name: reauthentication.submit });
  return { dialog, submit, password: dialog.getByLabel(reauthentication.password) };
}

async function contentOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** The password manager's way to know whose password is asked for. */
function usernameIn(dialog: Locator): Locator {
  return dialog.locator('input[autocomplete=username]');
}

test(
  'a person who cancels the question for the password gets no file and may ask again',
  withoutLooks,
  async ({ page, texts, me, pageWatch }) => {
    needsOwnServer('move the time of');
    pageWatch.expectConsoleError(refusedCall);
    await ageSignIns(me.email, 11);
    await page.goto('/settings/data');
    await downloadButton(page, texts).click();
    const { dialog } = passwordQuestion(page, texts);
    await dialog.getByRole('button', { name: texts.common.cancel }).click();
    await expect(dialog).toBeHidden();
    await expect(downloadButton(page, texts)).toBeFocused();
    await expect(downloadButton(page, texts)).not.toHaveAttribute('aria-busy');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await downloadButton(page, texts).click();
    await expect(dialog).toBeVisible();
  },
);

test('a person who signed in long ago gives a wrong password, then theirs, and the download goes on', async ({
  page,
  texts,
  me,
  pageWatch,
}) => {
  needsOwnServer('move the time of');
  pageWatch.expectConsoleError(refusedCall);
  await ageSignIns(me.email, 11);
  await page.goto('/settings/data');
  await downloadButton(page, texts).click();
  const { dialog, submit, password } = passwordQuestion(page, texts);
  await expect(password).toBeFocused();
  await expect(usernameIn(dialog)).toHaveValue(me.email);
  await submit.click();
  await expect(dialog.locator('#reauthenticationPassword-error')).toHaveText(
    texts.fields.exact.currentPassword.REQUIRED,
  );
  await password.fill('not the password');
  await submit.click();
  await expectAnswer(dialog.locator('#reauthenticationPassword-error')).toHaveText(
    texts.errors.CURRENT_PASSWORD_INVALID,
  );
  await expect(password).toBeFocused();
  await expect(password).toHaveValue('');
  await checkAccessibility(page);

  await password.fill(me.password);
  const arrived = page.waitForEvent('download');
  await submit.click();
  const content = await contentOf(await arrived);
  expect((JSON.parse(content) as DataExport).user.email).toBe(me.email);
  await expect(dialog).toBeHidden();
  await expect(page.getByText(texts.account.download.saved)).toBeVisible();
});

test('a person who guessed too often sees in the question how long to wait', async ({
  page,
  texts,
  language,
  me,
  pageWatch,
}) => {
  needsOwnServer('move the time of');
  pageWatch.expectConsoleError(refusedCall);
  await ageSignIns(me.email, 11);
  const app = { code: 'RATE_LIMITED', params: { retryAfterSeconds: 9 }, requestId: 'request-1' };
  const data = { code: 'TOO_MANY_REQUESTS', httpStatus: 429, app };
  await page.route('**/trpc/auth.reauthenticate*', (route) =>
    route.fulfill({ status: 429, json: { error: { code: -32_029, message: 'RATE_LIMITED', data } } }),
  );
  await page.clock.install();
  await page.goto('/settings/data');
  await downloadButton(page, texts).click();
  const { dialog, submit, password } = passwordQuestion(page, texts);
  await password.fill(me.password);
  await submit.click();
  await expect(dialog.getByRole('alert')).toContainText(
    language === 'ru' ? /через \d секунд/ : /in \d second/,
  );
  await page.clock.fastForward(9_000);
  await expect(dialog.getByRole('alert')).toHaveText(texts.errors.waitIsOver);
  await expect(password).toHaveValue(me.password);
});

test(
  'a person without a network is told so by the button',
  withoutLooks,
  async ({ page, context, texts, me, pageWatch }) => {
    pageWatch.expectConsoleError(/ERR_INTERNET_DISCONNECTED/);
    await page.goto('/settings/data');
    await expect(page.getByRole('button', { name: me.fullName })).toBeVisible();
    await context.setOffline(true);
    await downloadButton(page, texts).click();
    await expect(page.getByRole('alert')).toHaveText(texts.errors.offline);
  },
);

test('a person who has just signed in downloads everything about them at once, and no secret', async ({
  page,
  texts,
  me,
}) => {
  await page.goto('/settings/data');
  await expect(downloadButton(page, texts)).toBeVisible();
  await checkAccessibility(page);
  const arrived = page.waitForEvent('download');
  await downloadButton(page, texts).click();
  const download = await arrived;
  const content = await contentOf(download);
  const data = JSON.parse(content) as DataExport;
  const name = `quantpulse-data-${me.username}-`;
  expect(download.suggestedFilename()).toMatch(new RegExp(`^${name}\\d{4}-\\d{2}-\\d{2}\\.json$`, 'u'));
  expect(data.user).toMatchObject({ email: me.email, username: me.username });
  expect(data.events.map(({ event }) => event)).toContain('data-exported');
  expect(content).not.toMatch(/hash|password"|\$2[aby]\$/u);
  await expect(page.getByText(texts.account.download.saved)).toBeVisible();
  await expect(page.getByText(download.suggestedFilename())).toBeVisible();
});
