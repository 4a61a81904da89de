import { newPasswordField } from '#server/identity/passwords/passwords.rules.ts';
import { browserRoutes } from '#server/identity/rest/browser-routes.router.ts';
import { fileAnswer, protectedRoute, publicRoute, type Route } from '#server/rest/route.ts';
import { toBearerTokens } from '#server/security/session-tokens.ts';
import { changePasswordInput } from '#shared/identity/account.ts';
import { auditFilters } from '#shared/identity/admin.ts';
import {
  restAccountInput,
  restBearerLoginInput,
  restProfileInput,
  restRegisterInput,
  restReissuedTokens,
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
    input: registration,
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
    input: restBearerLoginInput,
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
    input: tokensSecondFactorInput,
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
    input: refreshTokenInput,
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
    input: refreshTokenInput,
    status: 204,
    run: ({ services, request }, input) => services.tokens.revoke(request, input),
  }),
  publicRoute({
    method: 'POST',
    path: '/api/v1/register',
    as: 'tokens.register',
    tag: 'tokens',
    summary: 'Make an account without a session',
    input: restAccountInput.extend({ password: newPasswordField }),
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
    input: restTokenInput,
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
    input: restProfileInput,
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
      input: changePasswordInput.extend({ newPassword: newPasswordField }),
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

/** What administrators read as files. */
const adminRoutes: readonly Route[] = [
  protectedRoute({
    method: 'GET',
    path: '/api/v1/admin/audit.csv',
    as: 'admin.audit.export',
    tag: 'administration',
    summary: 'Read the audit log as CSV, newest first, at most 5,000 events at once',
    input: auditFilters,
    encoding: 'query',
    status: 200,
    answer: fileAnswer,
    file: { type: 'text/csv', name: 'quantpulse-audit.csv' },
    run: async ({ services, request }, input) => {
      const { csv: text, nextCursor } = await services.adminAudit.exportCsv(request, input);
      return { text, nextCursor };
    },
  }),
];

/** Every route of the REST face. */
export const restRoutes: readonly Route[] = [...bearerRoutes, ...ownRoutes, ...adminRoutes, ...browserRoutes];
