import type { AnyRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { AuthService } from '#server/identity/auth/auth.service.ts';
import type { RefreshService } from '#server/identity/sessions/refresh.service.ts';
import type { SessionsService } from '#server/identity/sessions/sessions.service.ts';
import { readDeviceTokens } from '#server/security/device-token.ts';
import { toBearerTokens } from '#server/security/session-tokens.ts';
import type { LoginInput, RegisterInput } from '#shared/identity/auth.ts';
import type { BearerTokens } from '#shared/identity/tokens.ts';

interface Dependencies {
  auth: Pick<AuthService, 'register' | 'login'>;
  refresh: Pick<RefreshService, 'refresh'>;
  sessions: Pick<SessionsService, 'revokeToken'>;
}

/** The same sessions for callers that hold their tokens themselves. Cookies of the request are ignored. */
export function createTokensService({ auth, refresh, sessions }: Dependencies) {
  return {
    async register(request: AnyRequest, input: RegisterInput) {
      const { user, tokens, deviceToken } = await auth.register(asBearer(request), input);
      return { user, ...toBearerTokens(tokens), deviceToken };
    },

    async issue(request: AnyRequest, input: LoginInput & { deviceToken?: string | undefined }) {
      const { deviceToken: presented, ...login } = input;
      const { user, tokens, deviceToken } = await auth.login(asBearer(request, presented), login);
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
  const credentials = { accessToken: null, refreshToken: null, deviceTokens };
  return { caller: { ...caller, channel: 'bearer', credentials, claims: null } };
}
