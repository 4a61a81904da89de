import type { Config } from '#server/config.ts';
import type { Database } from '#server/db/database.ts';
import { createAuthService } from '#server/features/auth/auth.service.ts';
import { createRefreshService } from '#server/features/auth/refresh.service.ts';
import { createTokenIssuer } from '#server/features/sessions/session-tokens.ts';
import { createSessionsService } from '#server/features/sessions/sessions.service.ts';
import { createSystemService } from '#server/features/system/system.service.ts';
import { createUsersService } from '#server/features/users/users.service.ts';
import { createInTransaction, createRepositories } from '#server/repositories.ts';
import { createAccessTokens } from '#server/security/access-token.ts';
import { deriveKeys } from '#server/security/keys.ts';
import type { Passwords } from '#server/security/passwords.ts';
import { createRefreshTokens } from '#server/security/refresh-token.ts';
import type { SecurityLog } from '#server/security-log.ts';

interface Parts {
  config: Config;
  db: Database;
  passwords: Passwords;
  securityLog: SecurityLog;
}

/** What the app can do: every part made once and handed to those who need it. */
export function createServices({ config, db, passwords, securityLog }: Parts) {
  const repositories = createRepositories(db, config);
  const inTransaction = createInTransaction(db, config);
  const keys = deriveKeys(config.authSecrets);
  const accessTokens = createAccessTokens(config.appOrigin, keys.accessToken);
  const refreshTokens = createRefreshTokens(keys.refreshToken);
  const issueTokens = createTokenIssuer(accessTokens, config.accessTokenMinutes);
  const tokens = { accessTokens, refreshTokens, issueTokens };
  const sessions = createSessionsService({ ...repositories, ...tokens, lifetimes: config, securityLog });
  const refresh = createRefreshService({ ...repositories, ...tokens, securityLog });
  const { isRegistrationOpen } = config;
  return {
    auth: createAuthService({
      ...repositories,
      sessions,
      refresh,
      passwords,
      inTransaction,
      isRegistrationOpen,
      securityLog,
    }),
    sessions,
    system: createSystemService(),
    users: createUsersService(repositories),
  };
}

export type Services = ReturnType<typeof createServices>;
