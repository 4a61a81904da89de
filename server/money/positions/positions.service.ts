import type { ActorRequest } from '#server/caller.ts';
import { toLots } from './lots.presenter.ts';
import { toPositions } from './positions.presenter.ts';
import type { BooksService } from '#server/money/transactions/books.service.ts';
import { dayAsked } from '#server/money/transactions/days.rules.ts';
import { valuedOn } from '#server/money/transactions/valued.rules.ts';
import type { ListLotsInput, ListPositionsInput, Lots, Positions } from '#shared/money/positions.ts';

/** What a portfolio holds, and what it is worth. */
export function createPositionsService({ bookkeeping }: { bookkeeping: Pick<BooksService, 'open'> }) {
  return {
    async list({ actor }: ActorRequest, input: ListPositionsInput): Promise<Positions> {
      const day = dayAsked(input.date, actor.user.timeZone);
      const opened = await bookkeeping.open({ userId: actor.user.id, to: day }, input.portfolioId);
      const valued = valuedOn(opened.books, day);
      const positions = input.includeClosed
        ? valued.positions
        : valued.positions.filter(({ holding }) => holding.quantity !== 0n);
      return toPositions(opened, day, { ...valued, positions });
    },

    async listLots({ actor }: ActorRequest, input: ListLotsInput): Promise<Lots> {
      const { portfolioId, instrumentId } = input;
      const to = dayAsked(input.date, actor.user.timeZone);
      const { books } = await bookkeeping.open({ userId: actor.user.id, to, instrumentId }, portfolioId);
      return toLots(valuedOn(books, to), instrumentId);
    },
  };
}
