import { AppError } from '#server/errors/app-error.ts';
import type { LimitsService } from '#server/identity/limits/limits.service.ts';
import type { ActorRequest } from '#server/caller.ts';
import {
  toExportedAvatar,
  toExportedDevice,
  toExportedEvent,
  toExportedLink,
  toExportedMail,
  toExportedSession,
  toFormerUsername,
} from '#server/identity/account/data-export.presenter.ts';
import {
  toExportedInstrument,
  toExportedLeg,
  toExportedPortfolio,
  toExportedPrice,
  toExportedRate,
  toExportedTransaction,
} from '#server/identity/account/exported-money.presenter.ts';
import { toFactors } from '#server/identity/factors/factors.presenter.ts';
import { toUser } from '#server/identity/users/users.presenter.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import { exportedRowsMaximum, type DataExport } from '#shared/identity/account.ts';

interface Dependencies {
  limits: Pick<LimitsService, 'countAct'>;
  inSnapshot: InTransaction;
}

/** Exports everything that is stored about a person to that person, but nothing that signs in. */
export function createDataExportService({ limits, inSnapshot }: Dependencies) {
  return {
    /** Writes the audit row in the transaction that reads: neither the export nor its row exists alone. */
    async exportData({ actor, caller }: ActorRequest): Promise<DataExport> {
      const { user, sessionId } = actor;
      const userId = user.id;
      const event = { event: 'data-exported', userId, actorId: userId, sessionId, caller } as const;
      return limits.countAct('exports-user', { userId, caller }, () =>
        inSnapshot(async (repositories) => {
          await repositories.audit.insert(event);
          return read(repositories, userId);
        }),
      );
    },
  };
}

async function read(repositories: Repositories, userId: string): Promise<DataExport> {
  const { users, accounts, avatars, sessions, devices, audit, mails, links, factors, passkeys } =
    repositories;
  const user = await users.findKept(userId);
  // Disabled since this request came in: the session ended with the account.
  if (!user?.is_active) throw new AppError('UNAUTHENTICATED');
  const counted = await factors.count(userId);
  const keptPasskeys = await passkeys.findOfUser(userId);
  const avatar = await avatars.findOfUser(userId);
  const formerUsernames = await accounts.findFormerUsernames(userId, exportedRowsMaximum);
  const keptSessions = await newest(sessions, userId);
  const keptDevices = await newest(devices, userId);
  const keptEvents = await newest(audit, userId);
  const keptMails = await newest(mails, userId);
  const keptLinks = await newest(links, userId);
  return {
    exportedAt: user.now.toISOString(),
    user: toUser(user),
    avatar: avatar ? toExportedAvatar(avatar) : null,
    formerUsernames: formerUsernames.map(toFormerUsername),
    links: {
      oauthProvider: user.oauth_provider,
      oauthProviderId: user.oauth_provider_id,
      telegramChatId: user.telegram_chat_id,
    },
    factors: toFactors(counted, keptPasskeys),
    sessions: keptSessions.rows.map(toExportedSession),
    olderSessions: keptSessions.older,
    devices: keptDevices.rows.map(toExportedDevice),
    olderDevices: keptDevices.older,
    events: keptEvents.rows.map(toExportedEvent),
    olderEvents: keptEvents.older,
    mails: keptMails.rows.map(toExportedMail),
    olderMails: keptMails.older,
    mailLinks: keptLinks.rows.map(toExportedLink),
    olderMailLinks: keptLinks.older,
    ...(await readMoney(repositories, userId)),
  };
}

async function readMoney(repositories: Repositories, userId: string) {
  const portfolios = await newest(repositories.portfolios, userId);
  const instruments = await newest(repositories.instruments, userId);
  const transactions = await newest(repositories.recordedTransactions, userId);
  const legs = await newest(repositories.recordedLegs, userId);
  const prices = await newest(repositories.prices, userId);
  const rates = await newest(repositories.fxRates, userId);
  return {
    portfolios: portfolios.rows.map(toExportedPortfolio),
    olderPortfolios: portfolios.older,
    instruments: instruments.rows.map(toExportedInstrument),
    olderInstruments: instruments.older,
    transactions: transactions.rows.map(toExportedTransaction),
    olderTransactions: transactions.older,
    transactionLegs: legs.rows.map(toExportedLeg),
    olderTransactionLegs: legs.older,
    prices: prices.rows.map(toExportedPrice),
    olderPrices: prices.older,
    fxRates: rates.rows.map(toExportedRate),
    olderFxRates: rates.older,
  };
}

interface Table<Row> {
  findOfUser(userId: string, limit: number): Promise<Row[]>;
  countOfUser(userId: string): Promise<number>;
}

/** Bounded, so that one answer cannot use up the server's memory. */
async function newest<Row>(table: Table<Row>, userId: string): Promise<{ rows: Row[]; older: number }> {
  const rows = await table.findOfUser(userId, exportedRowsMaximum);
  const isAll = rows.length < exportedRowsMaximum;
  return { rows, older: isAll ? 0 : (await table.countOfUser(userId)) - rows.length };
}
