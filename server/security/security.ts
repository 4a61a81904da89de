import type { Config } from '#server/config.ts';
import { createAccessTokens } from '#server/security/access-token.ts';
import { deriveKeys } from '#server/security/keys.ts';
import { createChallenges } from '#server/security/challenges.ts';
import { createPasskeyChecks } from '#server/security/passkeys.ts';
import { createLimitKeys } from '#server/security/limit-keys.ts';
import { createLots } from '#server/security/lots.ts';
import { createSealing } from '#server/security/sealing.ts';
import { createRefreshTokens } from '#server/security/refresh-token.ts';

export type Security = ReturnType<typeof createSecurity>;

/** Everything that is derived from the signing secrets. */
export function createSecurity({ authSecrets, appOrigin }: Pick<Config, 'authSecrets' | 'appOrigin'>) {
  const keys = deriveKeys(authSecrets);
  return {
    accessTokens: createAccessTokens(appOrigin, keys.accessToken),
    refreshTokens: createRefreshTokens(keys.refreshToken),
    limitKey: createLimitKeys(keys.limits),
    lotOf: createLots(keys.lots),
    mailTokens: createSealing(keys.mailTokens),
    totpSecrets: createSealing(keys.totpSecrets),
    challenges: createChallenges({ tickets: keys.tickets, passkeys: keys.passkeyChallenges }),
    passkeyChecks: createPasskeyChecks(appOrigin),
  };
}
