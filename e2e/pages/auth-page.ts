import type { Page } from '@playwright/test';
import type { Person } from '../support/person.ts';
import type { Texts } from '../support/texts.ts';

/** The sign-in form, on its page or in the dialog over another. */
export function loginForm(page: Page, { auth }: Texts) {
  const identifier = page.locator('#identifier');
  const password = page.locator('#password');
  const submit = page.getByRole('button', { name: auth.login.submit, exact: true });
  return {
    identifier,
    password,
    rememberMe: page.getByLabel(auth.rememberMe),
    submit,
    alert: page.locator('[data-slot="failure-alert"]'),
    async signIn(person: Person) {
      await identifier.fill(person.email);
      await password.fill(person.password);
      await submit.click();
    },
  };
}

export function registerForm(page: Page, { auth }: Texts) {
  const field = (label: string) => page.getByLabel(label, { exact: true });
  return {
    email: field(auth.email),
    password: field(auth.password),
    again: field(auth.passwordConfirmation),
    username: field(auth.username),
    fullName: field(auth.fullName),
    submit: page.getByRole('button', { name: auth.register.submit, exact: true }),
    summary: page.locator('[data-slot="error-summary"]'),
    errorOf: (id: string) => page.locator(`#${id}-error`),
  };
}
