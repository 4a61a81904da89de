import type { Database } from '#server/db/database.ts';
import { isStalePlan } from '#server/db/postgres-errors.ts';
import { createAdminUsersRepository } from '#server/identity/admin/admin-users.repository.ts';
import { createAuditTrailRepository } from '#server/identity/admin/audit-trail.repository.ts';
import { createAuditRepository } from '#server/identity/audit/audit.repository.ts';
import { createDevicesRepository } from '#server/identity/devices/devices.repository.ts';
import { createFactorsRepository } from '#server/identity/factors/factors.repository.ts';
import { createPasskeysRepository } from '#server/identity/factors/passkeys.repository.ts';
import { createTotpRepository } from '#server/identity/factors/totp.repository.ts';
import { createUsedChallengesRepository } from '#server/identity/factors/used-challenges.repository.ts';
import { createLinksRepository } from '#server/identity/links/links.repository.ts';
import { createMailsRepository } from '#server/identity/mail/mails.repository.ts';
import { createLimitsRepository } from '#server/identity/limits/limits.repository.ts';
import { createSecurityCountsRepository } from '#server/identity/audit/security-counts.repository.ts';
import {
  createSessionEndingsRepository,
  type SessionRules,
} from '#server/identity/sessions/session-endings.repository.ts';
import { createSessionsRepository } from '#server/identity/sessions/sessions.repository.ts';
import { createAddressesRepository } from '#server/identity/users/addresses.repository.ts';
import { createAccountsRepository } from '#server/identity/users/accounts.repository.ts';
import { createAvatarsRepository } from '#server/identity/users/avatars.repository.ts';
import { createBooksRepository } from '#server/money/transactions/books.repository.ts';
import { createLedgerEndsRepository } from '#server/money/transactions/ledger-ends.repository.ts';
import { createReachedRepository } from '#server/money/transactions/reached.repository.ts';
import { createKeptLotsRepository } from '#server/money/transactions/kept-lots.repository.ts';
import { createTransactionBatchesRepository } from '#server/money/transactions/transaction-batches.repository.ts';
import { createTransactionsRepository } from '#server/money/transactions/transactions.repository.ts';
import { createUsersRepository } from '#server/identity/users/users.repository.ts';
import { createInstrumentsRepository } from '#server/money/instruments/instruments.repository.ts';
import { createLedgersRepository } from '#server/money/instruments/ledgers.repository.ts';
import { createErasuresRepository } from '#server/money/portfolios/erasures.repository.ts';
import { createPortfoliosRepository } from '#server/money/portfolios/portfolios.repository.ts';
import { createFxRatesRepository } from '#server/money/prices/fx-rates.repository.ts';
import { createPricesRepository } from '#server/money/prices/prices.repository.ts';
import {
  createRecordedLegsRepository,
  createRecordedTransactionsRepository,
} from '#server/money/transactions/exported-rows.repository.ts';

/** What figures of money are read by. */
function createReadingRepositories(db: Database) {
  return {
    books: createBooksRepository(db),
    ends: createLedgerEndsRepository(db),
    instruments: createInstrumentsRepository(db),
    ledgers: createLedgersRepository(db),
    lots: createKeptLotsRepository(db),
    reached: createReachedRepository(db),
    transactions: createTransactionsRepository(db),
  };
}

/** Everything that reads or writes the tables. */
export function createRepositories(db: Database, rules: SessionRules) {
  return {
    ...createReadingRepositories(db),
    accounts: createAccountsRepository(db),
    addresses: createAddressesRepository(db),
    adminUsers: createAdminUsersRepository(db),
    avatars: createAvatarsRepository(db),
    audit: createAuditRepository(db),
    auditTrail: createAuditTrailRepository(db),
    devices: createDevicesRepository(db),
    erasures: createErasuresRepository(db),
    factors: createFactorsRepository(db),
    fxRates: createFxRatesRepository(db),
    limits: createLimitsRepository(db),
    links: createLinksRepository(db),
    mails: createMailsRepository(db),
    passkeys: createPasskeysRepository(db),
    portfolios: createPortfoliosRepository(db),
    prices: createPricesRepository(db),
    recordedLegs: createRecordedLegsRepository(db),
    recordedTransactions: createRecordedTransactionsRepository(db),
    securityCounts: createSecurityCountsRepository(db),
    users: createUsersRepository(db),
    sessions: createSessionsRepository(db, rules),
    sessionEndings: createSessionEndingsRepository(db, rules),
    transactionBatches: createTransactionBatchesRepository(db),
    totp: createTotpRepository(db),
    usedChallenges: createUsedChallengesRepository(db),
  };
}

export type Repositories = ReturnType<typeof createRepositories>;

/** Runs `work` on repositories bound to one transaction, which commits when it returns and rolls back when it throws. */
export type InTransaction = <Result>(
  work: (repositories: Repositories) => Promise<Result>,
) => Promise<Result>;

export function createInTransaction(db: Database, rules: SessionRules): InTransaction {
  return (work) =>
    againWithNewPlans(() =>
      db.transaction().execute((transaction) => work(createRepositories(transaction, rules))),
    );
}

/** The same, but every statement sees the database as the first one did. */
export function createInSnapshot(db: Database, rules: SessionRules): InTransaction {
  return (work) => snapshot(db, (transaction) => work(createRepositories(transaction, rules)));
}

/** The same for readings alone. */
export function createReadingSnapshot(db: Database) {
  return <Result>(
    work: (repositories: ReturnType<typeof createReadingRepositories>) => Promise<Result>,
  ): Promise<Result> => snapshot(db, (transaction) => work(createReadingRepositories(transaction)));
}

function snapshot<Result>(db: Database, work: (transaction: Database) => Promise<Result>): Promise<Result> {
  return againWithNewPlans(() => db.transaction().setIsolationLevel('repeatable read').execute(work));
}

/** Repeats once a transaction that a migration in between has rolled back. */
async function againWithNewPlans<Result>(transaction: () => Promise<Result>): Promise<Result> {
  try {
    return await transaction();
  } catch (error) {
    if (!isStalePlan(error)) throw error;
    return transaction();
  }
}
