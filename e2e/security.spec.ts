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
import { fill, plural, textsOf } from './support/texts.ts';

function saidIn(language: Language) {
  const { account, auth, common, errors, fields, sessions } = textsOf[language];
  const limitedFor = (seconds: number) => plural(errors, 'RATE_LIMITED', { language, count: seconds });
  return {
    change: account.password.submit,
    titleError: new RegExp(`^${fill(common.titleError, { title: account.security.title })}`),
    common: errors.PASSWORD_COMMON,
    wrong: errors.CURRENT_PASSWORD_INVALID,
    mismatch: fields.MISMATCH,
    unchanged: fields.exact.newPassword.UNCHANGED,
    refusedValue: common.strength.refused,
    changed: plural(account.password, 'othersEnded', { language, count: 2 }),
    end: sessions.endNamed.split(',')[0]?.replace('{{device}}', 'Firefox 152, Windows') ?? '',
    endedOne: plural(sessions, 'ended', { language, count: 1 }),
    others: sessions.endOthers,
    endedTwo: plural(sessions, 'ended', { language, count: 2 }),
    onlyHere: sessions.onlyHere,
    everywhere: sessions.endAll,
    everywhereConfirm: sessions.everywhere.confirm,
    farewell: plural(sessions.everywhere, 'ended', { language, count: 2 }),
    refused: account.activity.events['sign-in-refused'],
    registered: account.activity.events.registered,
    limited: new RegExp([1, 2, 3, 4, 5, 6].map(limitedFor).join('|').replaceAll('.', '\\.')),
    waitIsOver: errors.waitIsOver,
    signIn: auth.login.submit,
    relogin: sessions.relogin.title,
  };
}
const texts = { en: saidIn('en'), ru: saidIn('ru') };

const next = 'three blind mice run';
const refusedCall = /the server responded with a status of 4(?:00|01|29)/;

test.describe.configure({ timeout: 60_000 });
test.beforeEach(async ({ context, baseURL, colorScheme }) => {
  await context.addCookies([{ name: 'qp_theme', value: colorScheme ?? 'dark', url: baseURL ?? '' }]);
});

test('a change of password tells what is wrong under each field, and changes nothing', async ({
  page,
  locale,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(refusedCall);
  const t = texts[languageOf(locale)];
  const person = await signInNewPerson(page, languageOf(locale));
  await page.goto('/settings/security');
  const change = page.getByRole('button', { name: t.change });
  const current = page.locator('#currentPassword');

  await change.click();
  await expect(page.locator('[data-slot=error-summary] a')).toHaveCount(3);
  await expect(current).toBeFocused();
  await expect(page).toHaveTitle(t.titleError);
  await checkAccessibility(page);

  await current.fill('not the password');
  await page.locator('#newPassword').fill('qwertyuiop');
  await page.locator('#newPasswordConfirmation').fill('qwertyuio');
  await change.click();
  await expect(page.locator('#newPasswordConfirmation-error')).toHaveText(t.mismatch);
  await page.locator('#newPasswordConfirmation').fill('qwertyuiop');
  await change.click();
  await expectAnswer(page.locator('#newPassword-error')).toHaveText(t.common);
  await expect(page.getByRole('meter')).toHaveAttribute('aria-valuetext', t.refusedValue);

  await page.locator('#newPassword').fill('not the password');
  await expect(page.locator('#newPassword-error')).toHaveText(t.unchanged);

  await page.locator('#newPassword').fill(next);
  await page.locator('#newPasswordConfirmation').fill(next);
  await change.click();
  await expectAnswer(page.locator('#currentPassword-error')).toHaveText(t.wrong);
  await expect(current).toBeFocused();
  await expect(current).toHaveValue('');
  await signInElsewhere(person);
});

test('a person who changes the password reads how many others are out, and stays', async ({
  page,
  locale,
}) => {
  const t = texts[languageOf(locale)];
  const person = await signInNewPerson(page, languageOf(locale));
  const others = [await signInElsewhere(person), await signInElsewhere(person)];
  await page.goto('/settings/security');
  await page.locator('#currentPassword').fill(person.password);
  await page.locator('#newPassword').fill(next);
  await page.locator('#newPasswordConfirmation').fill(next);
  await page.getByRole('button', { name: t.change }).click();
  await expectAnswer(page.getByText(t.changed)).toBeVisible();
  await checkAccessibility(page);
  expect(await Promise.all(others.map(statusOf))).toEqual([401, 401]);
  await page.reload();
  await expect(page.getByRole('button', { name: t.change })).toBeVisible();
  await signInElsewhere({ ...person, password: next });
});

test('a person ends one session, then all others, each time told how many', async ({ page, locale }) => {
  const t = texts[languageOf(locale)];
  const person = await signInNewPerson(page, languageOf(locale));
  const others = [
    await signInElsewhere(person),
    await signInElsewhere(person),
    await signInElsewhere(person),
  ];
  await page.goto('/settings/security');
  await expect(page.getByRole('button', { name: t.end })).toHaveCount(3);
  await checkAccessibility(page);

  await page.getByRole('button', { name: t.end }).first().click();
  await expect(page.getByRole('button', { name: t.end })).toHaveCount(2);
  await expect(page.locator('[data-slot=toast]').getByText(t.endedOne)).toBeVisible();
  expect((await Promise.all(others.map(statusOf))).filter((status) => status === 200)).toHaveLength(2);

  await page.getByRole('button', { name: t.others }).click();
  await expect(page.locator('[data-slot=toast]').getByText(t.endedTwo)).toBeVisible();
  await expect(page.getByText(t.onlyHere)).toBeVisible();
  expect(await Promise.all(others.map(statusOf))).toEqual([401, 401, 401]);
});

test('a person who signs out everywhere is told how many sessions that were, and every tab is out', async ({
  page,
  context,
  locale,
}) => {
  const t = texts[languageOf(locale)];
  const person = await signInNewPerson(page, languageOf(locale));
  const elsewhere = await signInElsewhere(person);
  await page.goto('/settings/security');
  const tab = await context.newPage();
  await tab.goto('/settings/profile');
  await expect(tab.locator('#fullName')).toBeVisible();
  await page.getByRole('button', { name: t.everywhere }).click();
  await checkAccessibility(page);
  await page.getByRole('dialog').getByRole('button', { name: t.everywhereConfirm }).click();
  await expectAnswer(page).toHaveURL(/\/goodbye$/);
  await expect(page.getByText(t.farewell)).toBeVisible();
  await checkAccessibility(page);
  await expect(tab).toHaveURL(/\/login/);
  expect(await statusOf(elsewhere)).toBe(401);
});

test('a person reads what happened to the account, and the exact time of it', async ({ page, locale }) => {
  const t = texts[languageOf(locale)];
  const person = await signInNewPerson(page, languageOf(locale));
  const device = await signInElsewhere(person);
  await device.post('/trpc/auth.login', { data: { identifier: person.email, password: 'a wrong one' } });
  await page.goto('/settings/security');
  const activity = page.locator('#activity');
  await expect(activity.getByRole('listitem').first()).toContainText(t.refused);
  await expect(activity.getByRole('listitem').last()).toContainText(t.registered);

  const time = activity.locator('time').first();
  await time.hover();
  await expect(page.locator('[data-slot=tooltip]')).toContainText(String(new Date().getFullYear()));
  await expect(time, 'screen readers are told at once').toContainText(String(new Date().getFullYear()));
  await expect(time, 'the keyboard passes it').toHaveJSProperty('tabIndex', -1);

  await page.goto('/');
  await expect(page.getByText(t.refused)).toBeVisible();
  await checkAccessibility(page);
});

test('whoever comes too often is told how long to wait, and when the wait is over', async ({
  page,
  locale,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(refusedCall);
  const t = texts[languageOf(locale)];
  await signInNewPerson(page, languageOf(locale));
  await page.route('**/trpc/account.changePassword*', (route) =>
    route.fulfill({ status: 429, json: limited(6) }),
  );
  await page.clock.install();
  await page.goto('/settings/security');
  await page.locator('#currentPassword').fill('anything');
  await page.locator('#newPassword').fill(next);
  await page.locator('#newPasswordConfirmation').fill(next);
  await page.getByRole('button', { name: t.change }).click();
  await expect(page.getByRole('timer')).toHaveText(t.limited);
  await page.clock.fastForward(6_000);
  await expectAnswer(page.getByRole('alert')).toHaveText(t.waitIsOver);
  await expect(page.locator('#currentPassword')).toHaveValue('anything');
});

test('a session ended from elsewhere asks for the password over the page, and keeps what was typed', async ({
  page,
  locale,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(refusedCall);
  const t = texts[languageOf(locale)];
  const person = await signInNewPerson(page, languageOf(locale));
  const elsewhere = await signInElsewhere(person);
  await page.goto('/settings/security');
  await page.locator('#newPassword').fill(next);
  await expect(page.getByRole('button', { name: t.others })).toBeVisible();
  await elsewhere.post('/trpc/sessions.revokeOthers', { data: {} });

  await page.getByRole('button', { name: t.others }).click();
  const dialog = page.getByRole('dialog', { name: t.relogin });
  await expect(dialog).toBeVisible();
  await checkAccessibility(page);
  await dialog.locator('#password').fill(person.password);
  await dialog.getByRole('button', { name: t.signIn, exact: true }).click();
  await expectAnswer(dialog).toBeHidden();
  await expect(page.locator('#newPassword')).toHaveValue(next);
});

/** A refusal as the server writes it. */
function limited(retryAfterSeconds: number) {
  const app = { code: 'RATE_LIMITED', params: { retryAfterSeconds }, requestId: 'request-1' };
  const data = { code: 'TOO_MANY_REQUESTS', httpStatus: 429, app };
  return { error: { code: -32029, message: 'RATE_LIMITED', data } };
}
