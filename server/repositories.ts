import type { Database } from '#server/db/database.ts';
import { createAuditRepository } from '#server/features/audit/audit.repository.ts';
import { createKnownDevicesRepository } from '#server/features/devices/known-devices.repository.ts';
import { createLimitsRepository } from '#server/features/limits/limits.repository.ts';
import { createSecurityCountsRepository } from '#server/features/security-counts/security-counts.repository.ts';
import { createSessionEndingsRepository } from '#server/features/sessions/session-endings.repository.ts';
import {
  createSessionsRepository,
  type SessionRules,
} from '#server/features/sessions/sessions.repository.ts';
import { createAccountsRepository } from '#server/features/users/accounts.repository.ts';
import { createFormerUsernamesRepository } from '#server/features/users/former-usernames.repository.ts';
import { createUsersRepository } from '#server/features/users/users.repository.ts';

/** What the database keeps. */
export function createRepositories(db: Database, rules: SessionRules) {
  return {
    accounts: createAccountsRepository(db),
    audit: createAuditRepository(db),
    devices: createKnownDevicesRepository(db),
    formerUsernames: createFormerUsernamesRepository(db),
    limits: createLimitsRepository(db),
    securityCounts: createSecurityCountsRepository(db),
    users: createUsersRepository(db),
    sessions: createSessionsRepository(db, rules),
    sessionEndings: createSessionEndingsRepository(db, rules),
  };
}

export type Repositories = ReturnType<typeof createRepositories>;

/** Runs `work` on repositories bound to one transaction, which commits when it returns and rolls back when it throws. */
export type InTransaction = <Result>(
  work: (repositories: Repositories) => Promise<Result>,
) => Promise<Result>;

export function createInTransaction(db: Database, rules: SessionRules): InTransaction {
  return (work) => db.transaction().execute((transaction) => work(createRepositories(transaction, rules)));
}

/** The same, but every statement sees the database as the first one did. */
export function createInSnapshot(db: Database, rules: SessionRules): InTransaction {
  return (work) =>
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((transaction) => work(createRepositories(transaction, rules)));
}
