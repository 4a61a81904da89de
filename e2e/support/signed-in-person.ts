import { randomUUID } from 'node:crypto';
import { expect, request, type APIRequestContext, type Page } from '@playwright/test';
import { chosenUrl } from './run-settings.ts';

export interface Person {
  readonly email: string;
  readonly username: string;
  readonly password: string;
}

export type Language = 'en' | 'ru';

/** For answers that take a password's hash: seconds, where other work fills the machine. */
export const expectAnswer = expect.configure({ timeout: 20_000 });

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:152.0) Gecko/20100101 Firefox/152.0';

/** Two pages of a run speak different languages: every expected text is given in both. */
export function languageOf(locale: string | undefined): Language {
  return locale?.startsWith('ru') ? 'ru' : 'en';
}

/** Somebody new, signed in in the page's browser, whose profile speaks `locale`. */
export async function signInNewPerson(page: Page, locale: Language): Promise<Person> {
  const name = `anna-${randomUUID().slice(0, 8)}`;
  const person = { email: `${name}@example.org`, username: name, password: 'correct horse lamp staple' };
  const answer = await page.request.post('/trpc/auth.register', { data: { ...person, locale } });
  expect(answer.status()).toBe(200);
  return person;
}

/** The same person on another device. */
export async function signInElsewhere(person: Person, userAgent = firefox): Promise<APIRequestContext> {
  const device = await request.newContext({ baseURL: chosenUrl(), userAgent });
  const data = { identifier: person.email, password: person.password };
  expect((await device.post('/trpc/auth.login', { data })).status()).toBe(200);
  return device;
}

/** The status of a call that only a signed-in device may make. */
export async function statusOf(device: APIRequestContext): Promise<number> {
  return (await device.get('/trpc/users.me')).status();
}
