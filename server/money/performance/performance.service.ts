import type { ActorRequest } from '#server/caller.ts';
import { toNetWorth } from './net-worth.presenter.ts';
import { toPerformance } from './performance.presenter.ts';
import type { BooksService } from '#server/money/transactions/books.service.ts';
import { dayAsked } from '#server/money/transactions/days.rules.ts';
import type {
  NetWorthInput,
  NetWorthTold,
  Performance,
  PerformanceInput,
} from '#shared/money/performance-output.ts';

/** What portfolios gained, and what they are worth together. */
export function createPerformanceService({ bookkeeping }: { bookkeeping: BooksService }) {
  const rangeOf = ({ actor }: ActorRequest, { from, to }: { from: string; to: string }) => ({
    from: dayAsked(from, actor.user.timeZone),
    to: dayAsked(to, actor.user.timeZone),
  });

  return {
    async get(request: ActorRequest, input: PerformanceInput): Promise<Performance> {
      const range = rangeOf(request, input);
      const { portfolioId, instrumentId } = input;
      const asked = { userId: request.actor.user.id, to: range.to, instrumentId };
      return toPerformance(await bookkeeping.open(asked, portfolioId), range, instrumentId ?? null);
    },

    async getNetWorth(request: ActorRequest, input: NetWorthInput): Promise<NetWorthTold> {
      const range = rangeOf(request, input);
      const { currency, portfolioIds } = input;
      const asked = { userId: request.actor.user.id, to: range.to, currency };
      return toNetWorth(await bookkeeping.openAll(asked, portfolioIds), currency, range);
    },
  };
}
