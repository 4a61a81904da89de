import type { AfterAnswer } from '#server/after-answer.ts';
import type { Config } from '#server/config.ts';
import type { Database } from '#server/db/database.ts';
import { createAuditService } from '#server/identity/audit/audit.service.ts';
import { createAuthService } from '#server/identity/auth/auth.service.ts';
import { createPasswordChecks } from '#server/identity/passwords/passwords.service.ts';
import { createRequireStrongPassword } from '#server/identity/passwords/passwords.rules.ts';
import { createRefreshService } from '#server/identity/sessions/refresh.service.ts';
import { createGiveBacks } from '#server/identity/limits/refunds.service.ts';
import { createLimitHits } from '#server/identity/limits/limit-hits.service.ts';
import { createLimitsService } from '#server/identity/limits/limits.service.ts';
import { createMaintenanceService } from '#server/jobs/maintenance.service.ts';
import { createSecurityCountsService } from '#server/identity/audit/security-counts.service.ts';
import { createNamedSessions } from '#server/identity/sessions/session-endings.service.ts';
import { createSessionOpener } from '#server/identity/sessions/session-opener.service.ts';
import { createTokenIssuer } from '#server/security/session-tokens.ts';
import { createSessionsService } from '#server/identity/sessions/sessions.service.ts';
import { createSystemService } from '#server/features/system/system.service.ts';
import { createTokensService } from '#server/identity/tokens/tokens.service.ts';
import { createAccountService } from '#server/identity/account/account.service.ts';
import { createDataExportService } from '#server/identity/account/data-export.service.ts';
import { createUsersService } from '#server/identity/users/users.service.ts';
import { createInSnapshot, createInTransaction, createRepositories } from '#server/repositories.ts';
import type { BreachedPasswords } from '#server/security/breached-passwords.ts';
import type { Passwords } from '#server/security/passwords.ts';
import type { SecurityLog } from '#server/security-log.ts';
import type { Security } from '#server/security/security.ts';

interface Parts {
  config: Config;
  db: Database;
  passwords: Passwords;
  breached: BreachedPasswords;
  security: Security;
  securityLog: SecurityLog;
  afterAnswer: AfterAnswer;
}

/** What the app can do: every part made once and handed to those who need it. */
export function createServices(parts: Parts) {
  const { config, db, passwords, breached, security, securityLog: tell, afterAnswer } = parts;
  const rules = {
    sessionIdleMinutes: config.sessionIdleMinutes,
    rotationsPerSession: config.limits.rotationsPerSession,
  };
  const repositories = createRepositories(db, rules);
  const inTransaction = createInTransaction(db, rules);
  const { accessTokens, refreshTokens, limitKey } = security;
  const issueTokens = createTokenIssuer(accessTokens, config.accessTokenMinutes);
  const namedSessions = createNamedSessions(security);
  const securityCounts = createSecurityCountsService(repositories.securityCounts);
  const securityLog: SecurityLog = (event, details) => {
    securityCounts.count(event, details.code);
    tell(event, details);
  };
  const base = {
    ...repositories,
    accessTokens,
    refreshTokens,
    limitKey,
    issueTokens,
    namedSessions,
    inTransaction,
    securityLog,
    afterAnswer,
    hits: createLimitHits(inTransaction),
  };

  const opener = createSessionOpener({ ...base, lifetimes: config });
  const giveBacks = createGiveBacks(repositories);
  const limits = createLimitsService({ ...base, giveBacks, settings: config.limits });
  const passwordChecks = createPasswordChecks({ ...repositories, passwords, limits });
  const requireStrongPassword = createRequireStrongPassword(breached);
  const checked = { ...base, opener, passwordChecks, requireStrongPassword };

  const sessions = createSessionsService({
    ...base,
    sessionIdleMinutes: config.sessionIdleMinutes,
    accessMinutes: config.accessTokenMinutes,
  });
  const refresh = createRefreshService(base);
  const auth = createAuthService({
    ...checked,
    refresh,
    isRegistrationOpen: config.isRegistrationOpen,
    appOrigin: config.appOrigin,
  });
  return {
    account: createAccountService(checked),
    audit: createAuditService(repositories),
    auth,
    dataExport: createDataExportService({ limits, inSnapshot: createInSnapshot(db, rules) }),
    maintenance: createMaintenanceService(repositories),
    refresh,
    securityCounts,
    sessions,
    system: createSystemService(),
    tokens: createTokensService({ auth, refresh, sessions }),
    users: createUsersService({ ...base, limits }),
  };
}

export type Services = ReturnType<typeof createServices>;
