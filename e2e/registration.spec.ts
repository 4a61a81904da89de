import { registerForm } from './pages/auth-page.ts';
import { shell } from './pages/shell.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { newcomer } from './support/person.ts';
import { expect, test } from './support/test.ts';
import { fill, plural } from './support/texts.ts';

test('a stranger who sends an empty or careless form is told what to mend, field by field', async ({
  page,
  texts,
  language,
}) => {
  await page.goto('/register');
  const form = registerForm(page, texts);
  await expect(page).toHaveTitle(`${texts.auth.register.title} · QuantPulse`);
  await checkAccessibility(page);
  await form.submit.click();
  await expect(form.summary).toContainText(plural(texts.common.summary, 'title', { language, count: 3 }));
  await expect(form.email).toBeFocused();
  await expect(page).toHaveTitle(new RegExp(`^${fill(texts.common.titleError, { title: '' })}`));
  await form.email.fill('anna@');
  await form.password.fill('password1');
  await form.again.fill('password2');
  await expect(form.errorOf('email')).toHaveText(texts.fields.exact.email.INVALID);
  await expect(form.errorOf('passwordConfirmation')).toHaveText(texts.fields.MISMATCH);
  await expect(form.email).toHaveAttribute('aria-invalid', 'true');
  await checkAccessibility(page);
  await form.summary.getByRole('link').last().click();
  await expect(form.again).toBeFocused();
});

test('a stranger with a common password or a taken e-mail is told so and keeps the rest', async ({
  page,
  texts,
  account,
  pageWatch,
}) => {
  pageWatch.expectConsoleError(/status of 4(00|09)/);
  await page.goto('/register');
  const form = registerForm(page, texts);
  await form.email.fill(account.email);
  await form.password.fill('password123');
  await form.again.fill('password123');
  await form.fullName.fill('Anna');
  await form.submit.click();
  await expect(form.errorOf('password')).toHaveText(texts.errors.PASSWORD_COMMON);
  await form.password.fill(account.password);
  await form.again.fill(account.password);
  await form.submit.click();
  await expect(form.errorOf('email')).toHaveText(texts.errors.EMAIL_TAKEN);
  await expect(form.email).toBeFocused();
  await expect(form.fullName).toHaveValue('Anna');
  await checkAccessibility(page);
  await page.getByRole('link', { name: texts.auth.register.signInInstead }).click();
  await expect(page.locator('#identifier')).toHaveValue(account.email);
});

test('a newcomer registers with the suggested username and sees who the server says they are', async ({
  page,
  texts,
}) => {
  const person = newcomer('Vera Novak');
  await page.goto('/dashboard');
  await page.getByRole('link', { name: texts.auth.login.register }).click();
  const form = registerForm(page, texts);
  await form.email.fill(person.email);
  await expect(form.username).toHaveValue(person.username);
  await form.password.fill(person.password);
  await form.again.fill(person.password);
  await form.fullName.fill(person.fullName);
  await form.submit.click();
  await expect(shell(page, texts).heading).toHaveText(texts.dashboard.title);
  await expect(page).toHaveURL('/');
  // An answer to the old page would lose its body with it: only the new page's is waited for.
  await page.reload({ waitUntil: 'commit' });
  const told = page.waitForResponse((response) => response.url().includes('auth.session'));
  expect(await (await told).text()).toContain(person.email);
  await expect(page.getByText(person.email)).toBeVisible();
  await expect(page.getByText(person.fullName)).toBeVisible();
  await expect(page.getByText(texts.dashboard.others.none, { exact: true })).toBeVisible();
  await checkAccessibility(page);
});
