import { AppError } from '#server/errors/app-error.ts';
import type { AuthService } from '#server/identity/auth/auth.service.ts';
import type { RefreshService } from '#server/identity/sessions/refresh.service.ts';
import type { Client } from '#server/caller.ts';
import { toBearerTokens } from '#server/security/session-tokens.ts';
import type { SessionsService } from '#server/identity/sessions/sessions.service.ts';
import { readDeviceTokens } from '#server/security/device-token.ts';
import type { BearerTokens } from '#shared/identity/tokens.ts';
import type { LoginInput, RegisterInput } from '#shared/identity/auth.ts';

interface Dependencies {
  auth: AuthService;
  refresh: RefreshService;
  sessions: SessionsService;
}

/** The same sessions for callers that hold their tokens themselves; whatever cookies came along are none of their business. */
export function createTokensService({ auth, refresh, sessions }: Dependencies) {
  const asBearer = (client: Client, deviceToken?: string): Client => ({
    ...client,
    channel: 'bearer',
    deviceTokens: readDeviceTokens(deviceToken).slice(0, 1),
    presented: { access: null, refresh: null },
  });

  return {
    async register(input: RegisterInput, client: Client) {
      const { user, tokens, deviceToken } = await auth.register(input, asBearer(client));
      return { user, ...toBearerTokens(tokens), deviceToken };
    },

    async issue(input: LoginInput & { deviceToken?: string | undefined }, client: Client) {
      const { deviceToken: presented, ...login } = input;
      const { tokens, deviceToken } = await auth.login(login, asBearer(client, presented));
      return { ...toBearerTokens(tokens), deviceToken };
    },

    async refresh(refreshToken: string, client: Client): Promise<BearerTokens> {
      if (refreshToken === '') throw new AppError('UNAUTHENTICATED');
      return toBearerTokens(await refresh.refresh(refreshToken, asBearer(client)));
    },

    async revoke(refreshToken: string, client: Client): Promise<{ ok: true }> {
      return sessions.revokeToken(refreshToken, asBearer(client));
    },
  };
}
