import type { AfterAnswer } from '#server/after-answer.ts';
import type { Config } from '#server/config.ts';
import type { Database } from '#server/db/database.ts';
import { createAccountService } from '#server/identity/account/account.service.ts';
import { createActivityService } from '#server/identity/account/activity.service.ts';
import { createProtectionService } from '#server/identity/account/protection.service.ts';
import { createDataExportService } from '#server/identity/account/data-export.service.ts';
import { createAdminActsService } from '#server/identity/admin/admin-acts.service.ts';
import { createAdminAuditService } from '#server/identity/admin/admin-audit.service.ts';
import { createAdminMailsService } from '#server/identity/admin/admin-mails.service.ts';
import { createAdminUsersService } from '#server/identity/admin/admin-users.service.ts';
import { createSecurityCountsService } from '#server/identity/audit/security-counts.service.ts';
import { createEmailLinksService } from '#server/identity/auth/email-links.service.ts';
import { createRecoveryService } from '#server/identity/auth/recovery.service.ts';
import { createOwnEmailService } from '#server/identity/account/own-email.service.ts';
import { createReauthentication } from '#server/identity/auth/reauthentication.service.ts';
import { createSecondFactorService } from '#server/identity/auth/second-factor.service.ts';
import { createSignIn } from '#server/identity/auth/sign-in.service.ts';
import { createFactorProofs } from '#server/identity/factors/factor-proofs.service.ts';
import { createOwnFactors } from '#server/identity/factors/own-factors.service.ts';
import { createPasskeyOptions } from '#server/identity/factors/passkey-options.service.ts';
import { createPasskeysService } from '#server/identity/factors/passkeys.service.ts';
import { createTotpKeys } from '#server/identity/factors/totp-keys.service.ts';
import { createTotpService } from '#server/identity/factors/totp.service.ts';
import { createAuthService } from '#server/identity/auth/auth.service.ts';
import { createDeliveryService } from '#server/identity/mail/delivery.service.ts';
import { createLinksService } from '#server/identity/links/links.service.ts';
import { createMailService } from '#server/identity/mail/mail.service.ts';
import { createOutboxService } from '#server/identity/mail/outbox.service.ts';
import { createLimitHits } from '#server/identity/limits/limit-hits.service.ts';
import { createLimitsService } from '#server/identity/limits/limits.service.ts';
import { createRefunds } from '#server/identity/limits/refunds.service.ts';
import { createHasherShare } from '#server/identity/passwords/hasher-share.service.ts';
import { createPasswordsRepository } from '#server/identity/passwords/passwords.repository.ts';
import { createPasswordsService } from '#server/identity/passwords/passwords.service.ts';
import { createOwnSession } from '#server/identity/sessions/own-session.service.ts';
import { createRefreshService } from '#server/identity/sessions/refresh.service.ts';
import { createSessionEndings } from '#server/identity/sessions/session-endings.service.ts';
import { createSessionOpener } from '#server/identity/sessions/session-opener.service.ts';
import { createSessionsService } from '#server/identity/sessions/sessions.service.ts';
import { createTokensService } from '#server/identity/tokens/tokens.service.ts';
import { createOwnPassword } from '#server/identity/users/own-password.service.ts';
import { createNewcomers } from '#server/identity/users/newcomers.service.ts';
import { createAvatarsService } from '#server/identity/users/avatars.service.ts';
import { createUsersService } from '#server/identity/users/users.service.ts';
import { createInLedger } from '#server/money/instruments/in-ledger.service.ts';
import { createInstrumentsService } from '#server/money/instruments/instruments.service.ts';
import { createPortfoliosService } from '#server/money/portfolios/portfolios.service.ts';
import { createSamplesService } from '#server/money/portfolios/samples.service.ts';
import { createFxRatesService } from '#server/money/prices/fx-rates.service.ts';
import { createPricesService } from '#server/money/prices/prices.service.ts';
import { createPerformanceService } from '#server/money/performance/performance.service.ts';
import { createPositionsService } from '#server/money/positions/positions.service.ts';
import type { ReadingThreads } from '#server/money/readings/reading-threads.service.ts';
import { createReadingsService } from '#server/money/readings/readings.service.ts';
import { createBookingService } from '#server/money/transactions/booking.service.ts';
import { createGroundService } from '#server/money/transactions/ground.service.ts';
import { createReachedService } from '#server/money/transactions/reached.service.ts';
import { createTransactionsService } from '#server/money/transactions/transactions.service.ts';
import { createMaintenanceService } from '#server/jobs/maintenance.service.ts';
import { createReadings } from '#server/readings.ts';
import { createInSnapshot, createInTransaction, createRepositories } from '#server/repositories.ts';
import { hasArgon2 } from '#server/security/argon2id-hasher.ts';
import type { BreachedPasswords } from '#server/security/breached-passwords.ts';
import type { Passwords } from '#server/security/passwords.ts';
import type { Security } from '#server/security/security.ts';
import { createTokenIssuer } from '#server/security/session-tokens.ts';
import type { SecurityLog } from '#server/security-log.ts';
import type { Smtp } from '#server/smtp.ts';
import type { Logger } from '#server/logger.ts';

interface Parts {
  config: Config;
  db: Database;
  passwords: Passwords;
  breached: BreachedPasswords;
  readingThreads: Pick<ReadingThreads, 'tellLong'>;
  security: Security;
  securityLog: SecurityLog;
  afterAnswer: AfterAnswer;
  /** Null where no mail is sent. */
  smtp: Smtp | null;
  log: Logger;
}

/** The services, from the lowest floor up: each part is made once and passed to those that need it. */
export function createServices(parts: Parts) {
  const { config, db, security } = parts;
  const rules = {
    sessionIdleMinutes: config.sessionIdleMinutes,
    rotationsPerSession: config.limits.rotationsPerSession,
  };
  const repositories = createRepositories(db, rules);
  const inTransaction = createInTransaction(db, rules);
  const inSnapshot = createInSnapshot(db, rules);
  const securityCounts = createSecurityCountsService(repositories.securityCounts);
  const ground = {
    ...repositories,
    ...security,
    inTransaction,
    afterAnswer: parts.afterAnswer,
    issueTokens: createTokenIssuer(security.accessTokens, config.accessTokenMinutes),
    securityLog: counted(parts.securityLog, securityCounts),
  };

  const hits = createLimitHits(inTransaction, (...told) => mail.tellOfGuessing(...told));
  const refunds = createRefunds(repositories);
  const limits = createLimitsService({ ...ground, hits, refunds, settings: config.limits });
  const delivery =
    parts.smtp && createDeliveryService({ ...ground, ...parts.smtp, ...config, log: parts.log });
  const mailMode = config.mail.mode;
  const links = createLinksService({ ...ground, limits });
  const mail = createMailService({
    ...ground,
    links,
    mode: mailMode,
    deliver: () => void delivery?.deliver(),
  });

  const hasherShare = createHasherShare({
    passwordHashes: createPasswordsRepository(db),
    lotOf: security.lotOf,
    hasher: config.passwordHasher,
    hasArgon2: hasArgon2(),
  });
  const { hasherOfNobody } = hasherShare;
  const passwords = createPasswordsService({ ...parts, ...repositories, limits, hasherOfNobody });
  const ownPassword = createOwnPassword({ ...repositories, passwords });
  const users = createUsersService({ ...ground, limits });

  const endings = createSessionEndings(security);
  const opener = createSessionOpener({ ...ground, endings, lifetimes: config });
  const refresh = createRefreshService({ ...ground, endings, hits, mail });
  const sessions = createSessionsService({
    ...ground,
    endings,
    sessionIdleMinutes: config.sessionIdleMinutes,
    accessMinutes: config.accessTokenMinutes,
  });

  const factorProofs = createFactorProofs({ ...ground, limits, mail });
  const passkeyOptions = createPasskeyOptions(ground);
  const ownSession = createOwnSession();
  const ownFactors = createOwnFactors({ ownSession, inTransaction, mail, mailMode });

  const money = { ...repositories, inLedger: createInLedger(inTransaction) };
  const booking = createBookingService(createGroundService(createReachedService()));
  const readings = createReadings();
  const { tell } = createReadingsService({ ...ground, inSnapshot, tellLong: parts.readingThreads.tellLong });

  const signIn = createSignIn({ inTransaction, opener, mail });
  const auth = createAuthService({
    ...ground,
    signIn,
    newcomers: createNewcomers(),
    passwords,
    refresh,
    isRegistrationOpen: config.isRegistrationOpen,
    appOrigin: config.appOrigin,
    isVerifiedEmailRequired: config.isVerifiedEmailRequired,
    mailMode,
  });
  const secondFactor = createSecondFactorService({ ...ground, factorProofs, passkeyOptions, signIn });
  return {
    account: createAccountService({ ...repositories, ownPassword, opener, passwords, mail, inTransaction }),
    activity: createActivityService(repositories),
    adminActs: createAdminActsService({ limits, mail, inTransaction }),
    adminAudit: createAdminAuditService({ ...ground, limits }),
    adminMails: createAdminMailsService({ ...ground, mail }),
    adminUsers: createAdminUsersService({ ...ground, inSnapshot }),
    auth,
    avatars: createAvatarsService(ground),
    delivery,
    fxRates: createFxRatesService(money),
    hasherShare,
    instruments: createInstrumentsService(money),
    outbox: createOutboxService({ ...ground, ...config, mode: mailMode }),
    ownEmail: createOwnEmailService({ ...ground, ownSession, links, limits, mail }),
    recovery: createRecoveryService({ ...ground, links, limits, mail, passwords }),
    dataExport: createDataExportService({ limits, inSnapshot }),
    emailLinks: createEmailLinksService({ links, mail }),
    maintenance: createMaintenanceService(repositories),
    passkeys: createPasskeysService({ ...ground, limits, ownFactors, passkeyOptions }),
    portfolios: createPortfoliosService({ ...money, booking }),
    prices: createPricesService(money),
    performance: createPerformanceService({ ...readings, tell }),
    positions: createPositionsService({ ...readings, tell }),
    protection: createProtectionService(repositories),
    reauthentication: createReauthentication({ ownPassword, factorProofs, passkeyOptions, inTransaction }),
    refresh,
    samples: createSamplesService({ ...money, booking }),
    secondFactor,
    securityCounts,
    sessions,
    tokens: createTokensService({ auth, refresh, secondFactor, sessions }),
    totpKeys: createTotpKeys(ground),
    totp: createTotpService({ ...ground, limits, ownFactors, ownSession }),
    transactions: createTransactionsService({ ...money, booking }),
    users,
  };
}

export type Services = ReturnType<typeof createServices>;

/** Also counts each line of the security log: a flood may push lines out of a log, but no counts. */
function counted(
  log: SecurityLog,
  counts: Pick<ReturnType<typeof createSecurityCountsService>, 'count'>,
): SecurityLog {
  return (event, details) => {
    counts.count(event, details.code);
    log(event, details);
  };
}
