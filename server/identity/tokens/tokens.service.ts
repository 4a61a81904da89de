import type { AnyRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { AuthService, SecondFactorDemanded } from '#server/identity/auth/auth.service.ts';
import type { SecondFactorService } from '#server/identity/auth/second-factor.service.ts';
import type { RefreshService } from '#server/identity/sessions/refresh.service.ts';
import type { SessionsService } from '#server/identity/sessions/sessions.service.ts';
import { readDeviceTokens } from '#server/security/device-token.ts';
import { toBearerTokens } from '#server/security/session-tokens.ts';
import type { LoginInput, RegisterInput } from '#shared/identity/auth.ts';
import type { TokensSecondFactorInput } from '#shared/identity/factors.ts';
import type { BearerTokens } from '#shared/identity/tokens.ts';

interface Dependencies {
  auth: Pick<AuthService, 'register' | 'login'>;
  refresh: Pick<RefreshService, 'refresh'>;
  secondFactor: Pick<SecondFactorService, 'secondFactor'>;
  sessions: Pick<SessionsService, 'revokeToken'>;
}

/** The same sessions for callers that hold their tokens themselves. Cookies of the request are ignored. */
export function createTokensService({ auth, refresh, secondFactor, sessions }: Dependencies) {
  return {
    async register(request: AnyRequest, input: RegisterInput) {
      const { user, tokens, deviceToken } = await auth.register(asBearer(request), input);
      return { user, ...toBearerTokens(tokens), deviceToken };
    },

    async issue(request: AnyRequest, input: LoginInput & { deviceToken?: string | undefined }) {
      const { deviceToken: presented, ...login } = input;
      const outcome = await auth.login(asBearer(request, presented), login);
      if ('challenge' in outcome) throw secondFactorRequired(outcome);
      const { user, tokens, deviceToken } = outcome;
      return { user, ...toBearerTokens(tokens), deviceToken };
    },

    /** Goes on with the sign-in that `issue` began. */
    async secondFactor(request: AnyRequest, { challenge, method, code }: TokensSecondFactorInput) {
      const bearer = asBearer(request);
      const { user, tokens, deviceToken } = await secondFactor.secondFactor(bearer, challenge, {
        method,
        code,
      });
      return { user, ...toBearerTokens(tokens), deviceToken };
    },

    async refresh(request: AnyRequest, { refreshToken }: { refreshToken: string }): Promise<BearerTokens> {
      if (refreshToken === '') throw new AppError('UNAUTHENTICATED');
      return toBearerTokens(await refresh.refresh(asBearer(request), refreshToken));
    },

    async revoke(request: AnyRequest, { refreshToken }: { refreshToken: string }): Promise<{ ok: true }> {
      return sessions.revokeToken(asBearer(request), refreshToken);
    },
  };
}

function asBearer({ caller }: AnyRequest, deviceToken?: string): AnyRequest {
  const deviceTokens = readDeviceTokens(deviceToken).slice(0, 1);
  const credentials = { accessToken: null, refreshToken: null, deviceTokens, challenge: null };
  return { caller: { ...caller, channel: 'bearer', credentials, claims: null } };
}

/** A refusal, because whoever holds tokens expects tokens from a good answer. */
function secondFactorRequired({ challenge, methods, until }: SecondFactorDemanded): AppError {
  const params = { challenge, methods, expiresAt: new Date(until).toISOString() };
  return new AppError('SECOND_FACTOR_REQUIRED', { params });
}
