import { withoutLooks } from './support/run-settings.ts';
import {
  expectAnswer,
  languageOf,
  signInElsewhere,
  signInNewPerson,
  statusOf,
  type Language,
} from './support/signed-in-person.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { expect, test } from './support/test.ts';
import { textsOf } from './support/texts.ts';

function saidIn(language: Language) {
  const { account, auth, common, errors, fields } = textsOf[language];
  return {
    open: account.deletion.open,
    submit: account.deletion.dialog.submit,
    cancel: common.cancel,
    mismatch: fields.exact.confirmation.MISMATCH,
    wrong: errors.CURRENT_PASSWORD_INVALID,
    lastAdmin: errors.LAST_ADMIN,
    deleted: account.deleted.title,
    toSignIn: account.deleted.next,
    signIn: auth.login.submit,
    untilErased: errors.deleted.ACCOUNT_DISABLED.split('{{')[0] ?? '',
  };
}
const texts = { en: saidIn('en'), ru: saidIn('ru') };

const refusedCall = /the server responded with a status of 4(?:00|01|09)/;

test.describe.configure({ timeout: 60_000 });
test.beforeEach(async ({ context, baseURL, colorScheme }) => {
  await context.addCookies([{ name: 'qp_theme', value: colorScheme ?? 'dark', url: baseURL ?? '' }]);
});

test('a deletion without the username or the password deletes nothing', async ({
  page,
  locale,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(refusedCall);
  const t = texts[languageOf(locale)];
  const person = await signInNewPerson(page, languageOf(locale));
  await page.goto('/settings/data');
  await page.getByRole('button', { name: t.open }).click();
  const dialog = page.getByRole('dialog');
  const submit = dialog.getByRole('button', { name: t.submit, exact: true });

  await submit.click();
  await expect(dialog.locator('[data-slot=error-summary] a')).toHaveCount(2);
  await checkAccessibility(page);
  await dialog.locator('#confirmation').fill(`${person.username}x`);
  await dialog.locator('#currentPassword').fill('not the password');
  await submit.click();
  await expect(dialog.locator('#confirmation-error')).toHaveText(t.mismatch);
  await dialog.locator('#confirmation').fill(person.username);
  await submit.click();
  await expectAnswer(dialog.locator('#currentPassword-error')).toHaveText(t.wrong);
  await expect(dialog.locator('#currentPassword')).toBeFocused();
  expect(await statusOf(page.request)).toBe(200);
});

test('whoever deletes the account is out in every tab and on every device, and is told so', async ({
  page,
  context,
  locale,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(refusedCall);
  const t = texts[languageOf(locale)];
  const person = await signInNewPerson(page, languageOf(locale));
  const elsewhere = await signInElsewhere(person);
  const tab = await context.newPage();
  await tab.goto('/settings/profile');
  await expect(tab.locator('#fullName')).toBeVisible();
  await page.goto('/settings/data');
  await page.getByRole('button', { name: t.open }).click();
  await page.locator('#confirmation').fill(person.username);
  await page.locator('#currentPassword').fill(person.password);
  await page.getByRole('dialog').getByRole('button', { name: t.submit, exact: true }).click();
  await expectAnswer(page).toHaveURL(/\/goodbye$/);
  await expect(page.getByRole('main').getByText(t.deleted).last()).toBeVisible();
  await checkAccessibility(page);
  await expect(tab).toHaveURL(/\/login/);
  expect(await statusOf(elsewhere)).toBe(401);

  await page.getByRole('link', { name: t.toSignIn }).click();
  await page.locator('#identifier').fill(person.email);
  await page.locator('#password').fill(person.password);
  await page.getByRole('button', { name: t.signIn, exact: true }).click();
  await expectAnswer(page.getByText(t.untilErased)).toBeVisible();
});

test('the last administrator is told why the account stays', async ({ page, locale, pageWatch }) => {
  pageWatch.expectConsoleError(refusedCall);
  const t = texts[languageOf(locale)];
  const person = await signInNewPerson(page, languageOf(locale));
  const app = { code: 'LAST_ADMIN', requestId: 'request-1' };
  const data = { code: 'CONFLICT', httpStatus: 409, app };
  await page.route('**/trpc/account.delete*', (route) =>
    route.fulfill({ status: 409, json: { error: { code: -32009, message: 'LAST_ADMIN', data } } }),
  );
  await page.goto('/settings/data');
  await page.getByRole('button', { name: t.open }).click();
  await page.locator('#confirmation').fill(person.username);
  await page.locator('#currentPassword').fill(person.password);
  await page.getByRole('dialog').getByRole('button', { name: t.submit, exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText(t.lastAdmin);
  await checkAccessibility(page);
  await page.getByRole('button', { name: t.cancel }).click();
  await expect(page.getByRole('button', { name: t.open })).toBeFocused();
});

test('a stranger who opens the farewell’s address is told nothing', withoutLooks, async ({ page }) => {
  await page.goto('/goodbye');
  await expect(page).toHaveURL(/\/login$/);
});
