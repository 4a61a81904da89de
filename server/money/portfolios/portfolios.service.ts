import type { ActorRequest } from '#server/caller.ts';
import { AppError, fieldError } from '#server/errors/app-error.ts';
import { toPortfolio } from '#server/money/portfolios/portfolios.presenter.ts';
import type { PortfolioRow, PortfoliosRepository } from '#server/money/portfolios/portfolios.repository.ts';
import type { BookingService } from '#server/money/transactions/booking.service.ts';
import type { InLedger } from '#server/money/instruments/in-ledger.service.ts';
import type { Repositories } from '#server/repositories.ts';
import { newId } from '#server/security/identifiers.ts';
import { samplePrefix } from '#shared/money/instruments.ts';
import {
  portfoliosMaximum,
  type CreatePortfolioInput,
  type ListPortfoliosInput,
  type Portfolio,
  type RemovePortfolioInput,
  type UpdatePortfolioInput,
} from '#shared/money/portfolios.ts';

interface Dependencies {
  portfolios: Pick<PortfoliosRepository, 'findOfUser'>;
  booking: Pick<BookingService, 'reckonLots'>;
  inLedger: InLedger;
}

/** The accounts in which a person keeps what they have. */
export function createPortfoliosService({ portfolios, booking, inLedger }: Dependencies) {
  async function change<Result>(userId: string, act: (repositories: Repositories) => Promise<Result>) {
    return inLedger(userId, async (repositories) => {
      const result = await act(repositories);
      await repositories.ledgers.raiseRevision(userId);
      return result;
    });
  }

  return {
    async list({ actor }: ActorRequest, input: ListPortfoliosInput): Promise<Portfolio[]> {
      const rows = await portfolios.findOfUser(actor.user.id, portfoliosMaximum);
      return rows.filter((row) => input?.includeArchived || !row.is_archived).map(toPortfolio);
    },

    create({ actor }: ActorRequest, input: CreatePortfolioInput): Promise<Portfolio> {
      const { id: userId } = actor.user;
      return change(userId, async (repositories) => {
        if ((await repositories.portfolios.countOfUser(userId)) >= portfoliosMaximum)
          throw new AppError('QUOTA_REACHED', { params: { maximum: portfoliosMaximum } });
        const row = await repositories.portfolios.insert(
          { userId, id: newId() },
          {
            name: input.name,
            account_type: input.accountType,
            base_currency: input.baseCurrency,
            country: input.country ?? null,
            ...(input.costMethod && { cost_method: input.costMethod }),
          },
        );
        if (!row) throw fieldError('NAME_TAKEN', 'name');
        return toPortfolio(row);
      });
    },

    /** Another method of cost counts for all that was recorded, as if it had always been. */
    update({ actor }: ActorRequest, input: UpdatePortfolioInput): Promise<Portfolio> {
      const { portfolioId, version, name, country, costMethod, isArchived } = input;
      const key = { userId: actor.user.id, id: portfolioId };
      return change(key.userId, async (repositories) => {
        const before = await repositories.portfolios.find(key);
        requireVersion(before, version);
        if (country === null && before.account_type === 'INTERNATIONAL')
          throw new AppError('VALIDATION_FAILED', { fields: { country: 'REQUIRED' } });
        const changes = { name, country, cost_method: costMethod, is_archived: isArchived };
        const row = await repositories.portfolios.update(key, changes);
        if (row === 'taken') throw fieldError('NAME_TAKEN', 'name');
        if (!row) throw new AppError('NOT_FOUND');
        if (row.cost_method !== before.cost_method)
          await booking.reckonLots({ kept: repositories, key: { userId: key.userId, portfolioId } });
        return toPortfolio(row);
      });
    },

    /** Needs a fresh proof, but for a sample. */
    remove({ actor }: ActorRequest, input: RemovePortfolioInput): Promise<{ ok: true }> {
      const key = { userId: actor.user.id, id: input.portfolioId };
      return change(key.userId, async (repositories) => {
        const row = await repositories.portfolios.find(key);
        if (!row?.is_sample && !actor.isFreshlyAuthenticated) throw new AppError('REAUTH_REQUIRED');
        requireVersion(row, input.version);
        await repositories.portfolios.delete(key);
        if (row.is_sample) await removeSampleData(repositories, key.userId);
        return { ok: true };
      });
    },
  };
}

function requireVersion(row: PortfolioRow | undefined, version: number): asserts row is PortfolioRow {
  if (!row) throw new AppError('NOT_FOUND');
  if (row.version !== version) throw new AppError('CONFLICT_VERSION');
}

/** What samples stand on goes with the last of them. */
async function removeSampleData(repositories: Repositories, userId: string): Promise<void> {
  if (await repositories.portfolios.existsSample(userId)) return;
  await repositories.instruments.deleteOfPrefix(userId, samplePrefix);
  await repositories.fxRates.deleteSimulated(userId);
  await repositories.ledgers.raisePriceRevision(userId);
}
