import { newPasswordField } from '#server/identity/passwords/passwords.rules.ts';
import type { SchemaNote } from '#server/rest/openapi-schemas.ts';
import { passwordMaximumLength, passwordMinimumLength } from '#shared/identity/password-policy.ts';
import { bearerTokens, issuedTokens, registeredTokens } from '#shared/identity/tokens.ts';
import { userSchema } from '#shared/identity/users.ts';
import type { Locale } from '#shared/locales.ts';

/** What a browser client is told after a sign-up and a sign-out. */
export const restMessages: Readonly<Record<Locale, Readonly<Record<'registered' | 'signedOut', string>>>> = {
  en: { registered: 'The account is ready, and you are signed in.', signedOut: 'You are signed out.' },
  ru: { registered: 'Аккаунт создан, вы вошли.', signedOut: 'Вы вышли.' },
};

/** What the OpenAPI document says of schemas beyond themselves: their names, and bounds that are rules of ours. */
export const restNotes: readonly SchemaNote[] = [
  [userSchema, { id: 'User' }],
  [bearerTokens, { id: 'Tokens' }],
  [issuedTokens, { id: 'IssuedTokens' }],
  [registeredTokens, { id: 'SignedIn' }],
  [newPasswordField, { minLength: passwordMinimumLength, maxLength: passwordMaximumLength }],
];
