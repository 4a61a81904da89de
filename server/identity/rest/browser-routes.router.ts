import { AppError } from '#server/errors/app-error.ts';
import type { CookieWriter } from '#server/http/session-cookies.ts';
import { newPasswordField } from '#server/identity/passwords/passwords.rules.ts';
import { restMessages } from '#server/identity/rest/rest.presenter.ts';
import { publicRoute, type Route } from '#server/rest/route.ts';
import {
  restLoginInput,
  restMessage,
  restRegisterInput,
  restSecondFactorInput,
  restSignedIn,
} from '#shared/identity/rest.ts';

/** For pages of ours: the session is in cookies, as the procedures of `auth` set them. */
export const browserRoutes: readonly Route[] = [
  publicRoute({
    method: 'POST',
    path: '/api/auth/register',
    as: 'auth.register',
    tag: 'cookies',
    summary: 'Make an account and sign in by cookies',
    takesCookies: true,
    input: restRegisterInput.extend({ password: newPasswordField }),
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
    input: restLoginInput,
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
    input: restSecondFactorInput,
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

type Outcome = ReturnType<CookieWriter['openOrWait']>;

/** The challenge of the second factor is in a cookie by now. */
function requireOpened(outcome: Outcome): Extract<Outcome, { status: 'signed-in' }> {
  if (outcome.status === 'signed-in') return outcome;
  const { methods, expiresAt } = outcome;
  throw new AppError('SECOND_FACTOR_REQUIRED', { params: { methods, expiresAt } });
}
