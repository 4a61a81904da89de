import { AppError } from '#server/errors/app-error.ts';
import type { CookieWriter } from '#server/http/session-cookies.ts';
import { newPasswordField } from '#server/identity/passwords/passwords.rules.ts';
import { restMessages } from '#server/identity/rest/rest.presenter.ts';
import { protectedRoute, publicRoute, type Route } from '#server/rest/route.ts';
import { toBearerTokens } from '#server/security/session-tokens.ts';
import { changePasswordInput } from '#shared/identity/account.ts';
import {
  restAccountInput,
  restBearerLoginInput,
  restLoginInput,
  restMessage,
  restProfileInput,
  restRegisterInput,
  restReissuedTokens,
  restSecondFactorInput,
  restSignedIn,
  restTokenInput,
} from '#shared/identity/rest.ts';
import { tokensSecondFactorInput } from '#shared/identity/factors.ts';
import { bearerTokens, issuedTokens, refreshTokenInput, registeredTokens } from '#shared/identity/tokens.ts';
import { userSchema } from '#shared/identity/users.ts';

const registration = restRegisterInput.extend({ password: newPasswordField });

/** For clients that hold their tokens themselves. */
const bearerRoutes: readonly Route[] = [
  publicRoute({
    method: 'POST',
    path: '/api/v1/auth/register',
    as: 'tokens.register',
    tag: 'tokens',
    summary: 'Make an account and sign in',
    body: registration,
    status: 201,
    answer: registeredTokens,
    run: ({ services, request }, input) => services.tokens.register(request, input),
  }),
  publicRoute({
    method: 'POST',
    path: '/api/v1/auth/login',
    as: 'tokens.issue',
    tag: 'tokens',
    summary: 'Sign in by e-mail or username',
    body: restBearerLoginInput,
    status: 200,
    answer: registeredTokens,
    run: ({ services, request }, { email: identifier, ...input }) =>
      services.tokens.issue(request, { identifier, ...input }),
  }),
  publicRoute({
    method: 'POST',
    path: '/api/v1/auth/second-factor',
    as: 'tokens.secondFactor',
    tag: 'tokens',
    summary: 'Go on with a sign-in that asked for a second factor',
    body: tokensSecondFactorInput,
    status: 200,
    answer: registeredTokens,
    run: ({ services, request }, input) => services.tokens.secondFactor(request, input),
  }),
  publicRoute({
    method: 'POST',
    path: '/api/v1/auth/refresh',
    as: 'tokens.refresh',
    tag: 'tokens',
    summary: 'Renew the tokens; without a refresh token in the answer, keep the one you have',
    body: refreshTokenInput,
    status: 200,
    answer: bearerTokens,
    run: ({ services, request }, input) => services.tokens.refresh(request, input),
  }),
  publicRoute({
    method: 'POST',
    path: '/api/v1/auth/logout',
    as: 'tokens.revoke',
    tag: 'tokens',
    summary: 'End the session of a refresh token',
    body: refreshTokenInput,
    status: 204,
    run: ({ services, request }, input) => services.tokens.revoke(request, input),
  }),
  publicRoute({
    method: 'POST',
    path: '/api/v1/register',
    as: 'tokens.register',
    tag: 'tokens',
    summary: 'Make an account without a session',
    body: restAccountInput.extend({ password: newPasswordField }),
    status: 201,
    answer: userSchema,
    run: ({ services, request }, input) => services.auth.registerOnly(request, input),
  }),
  publicRoute({
    method: 'POST',
    path: '/api/v1/token',
    as: 'tokens.issue',
    tag: 'tokens',
    summary: "Sign in by the form of OAuth's password grant",
    body: restTokenInput,
    encoding: 'form',
    status: 200,
    answer: issuedTokens,
    run: ({ services, request }, { username: identifier, password }) =>
      services.tokens.issue(request, { identifier, password }),
  }),
];

/** One's own account. */
const ownRoutes: readonly Route[] = [
  ...(['/api/v1/auth/me', '/api/v1/users/me'] as const).map((path) =>
    protectedRoute({
      method: 'GET',
      path,
      as: 'users.me',
      tag: 'account',
      summary: 'Read who is signed in',
      status: 200,
      answer: userSchema,
      run: ({ services, request }) => services.users.me(request),
    }),
  ),
  protectedRoute({
    method: 'PUT',
    path: '/api/v1/users/me',
    as: 'users.updateProfile',
    tag: 'account',
    summary: 'Change the name or the username; a new username within ten minutes of a sign-in',
    body: restProfileInput,
    elsewhere: { email: 'account.changeEmail' },
    status: 200,
    answer: userSchema,
    run: ({ services, request }, input) =>
      services.users.updateProfile(request, { ...input, version: request.actor.user.version }),
  }),
  protectedRoute({
    method: 'DELETE',
    path: '/api/v1/users/me',
    as: 'account.delete',
    // A sign-in proves what the procedure's password proves.
    policy: { codes: ['LAST_ADMIN'], reauth: true },
    tag: 'account',
    summary: 'Delete the account, within ten minutes of a sign-in',
    status: 204,
    run: ({ services, request }) => services.account.deleteUnasked(request),
  }),
  protectedRoute(
    {
      method: 'PUT',
      path: '/api/v1/users/me/password',
      as: 'account.changePassword',
      tag: 'account',
      summary: 'Change the password; every session ends, unless a representation is preferred',
      body: changePasswordInput.extend({ newPassword: newPasswordField }),
      status: 204,
      run: ({ services, request }, input) => services.account.changePasswordAndLeave(request, input),
    },
    {
      answer: restReissuedTokens,
      run: async ({ services, request }, input) => {
        const { tokens, deviceToken } = await services.account.changePassword(request, input);
        return { ...toBearerTokens(tokens), deviceToken };
      },
    },
  ),
];

/** For pages of ours: the session is in cookies, as the procedures of `auth` set them. */
const browserRoutes: readonly Route[] = [
  publicRoute({
    method: 'POST',
    path: '/api/auth/register',
    as: 'auth.register',
    tag: 'cookies',
    summary: 'Make an account and sign in by cookies',
    takesCookies: true,
    body: registration,
    status: 201,
    answer: restMessage,
    run: async ({ services, request, cookies, language }, input) => {
      cookies.open(await services.auth.register(request, input));
      return { message: restMessages[language].registered };
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/login',
    as: 'auth.login',
    // Here a second factor is asked for by a refusal, since a good answer says who signed in.
    policy: {
      codes: ['UNAUTHENTICATED', 'INVALID_CREDENTIALS', 'ACCOUNT_DISABLED', 'SECOND_FACTOR_REQUIRED'],
      costs: 'password-check',
    },
    tag: 'cookies',
    summary: 'Sign in by cookies',
    takesCookies: true,
    body: restLoginInput,
    status: 200,
    answer: restSignedIn,
    run: async ({ services, request, cookies }, { email: identifier, ...input }) =>
      requireOpened(cookies.openOrWait(await services.auth.login(request, { identifier, ...input }))),
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/second-factor',
    as: 'auth.secondFactor',
    tag: 'cookies',
    summary: 'Go on with a sign-in that asked for a second factor',
    takesCookies: true,
    body: restSecondFactorInput,
    status: 200,
    answer: restSignedIn,
    run: async ({ services, request, cookies }, input) =>
      cookies.open(
        await services.secondFactor.secondFactor(request, request.caller.credentials.challenge, input),
      ),
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/logout',
    as: 'auth.logout',
    tag: 'cookies',
    summary: 'End the session of the cookies',
    takesCookies: true,
    status: 200,
    answer: restMessage,
    run: async ({ services, request, cookies, language }) => {
      cookies.end(await services.sessions.logout(request));
      return { message: restMessages[language].signedOut };
    },
  }),
];

/** Every route of the REST face. */
export const restRoutes: readonly Route[] = [...bearerRoutes, ...ownRoutes, ...browserRoutes];

type Outcome = ReturnType<CookieWriter['openOrWait']>;

/** The challenge of the second factor is in a cookie by now. */
function requireOpened(outcome: Outcome): Extract<Outcome, { status: 'signed-in' }> {
  if (outcome.status === 'signed-in') return outcome;
  const { methods, expiresAt } = outcome;
  throw new AppError('SECOND_FACTOR_REQUIRED', { params: { methods, expiresAt } });
}
