import type { ActorRequest } from '#server/caller.ts';
import { AppError, fieldError } from '#server/errors/app-error.ts';
import { toInstrument } from '#server/money/instruments/instruments.presenter.ts';
import type {
  InstrumentRow,
  InstrumentsRepository,
} from '#server/money/instruments/instruments.repository.ts';
import {
  changesTerms,
  columnsOf,
  isPossiblePrice,
  requireOwnSymbol,
  requirePayout,
} from '#server/money/instruments/instruments.rules.ts';
import type { InLedger } from '#server/money/instruments/in-ledger.service.ts';
import type { Repositories } from '#server/repositories.ts';
import { newId } from '#server/security/identifiers.ts';
import { units } from '#shared/money/decimal.ts';
import {
  instrumentsMaximum,
  type CreateInstrumentInput,
  type Instrument,
  type InstrumentsPage,
  type ListInstrumentsInput,
  type RemoveInstrumentInput,
  type UpdateInstrumentInput,
} from '#shared/money/instruments.ts';
import { pageDefault } from '#shared/money/pages.ts';

interface Dependencies {
  instruments: Pick<InstrumentsRepository, 'findPage'>;
  inLedger: InLedger;
}

/** What a person trades. */
export function createInstrumentsService({ instruments, inLedger }: Dependencies) {
  async function change<Result>(userId: string, act: (repositories: Repositories) => Promise<Result>) {
    return inLedger(userId, async (repositories) => {
      const result = await act(repositories);
      await repositories.ledgers.raiseRevision(userId);
      return result;
    });
  }

  return {
    async list({ actor }: ActorRequest, input: ListInstrumentsInput): Promise<InstrumentsPage> {
      const { limit = pageDefault, search, cursor } = input ?? {};
      const filters = { cursor, ...(search && { search }) };
      const found = await instruments.findPage(actor.user.id, filters, limit + 1);
      const rows = found.slice(0, limit);
      const nextCursor = found.length > limit ? (rows.at(-1)?.symbol ?? null) : null;
      return { items: rows.map(toInstrument), nextCursor };
    },

    create({ actor }: ActorRequest, input: CreateInstrumentInput): Promise<Instrument> {
      const { id: userId } = actor.user;
      const { symbol, name, kind, currency, payout = 'linear' } = input;
      requireOwnSymbol(symbol, null);
      requirePayout({ kind, payout });
      return change(userId, async (repositories) => {
        if ((await repositories.instruments.countOfUser(userId)) >= instrumentsMaximum)
          throw new AppError('QUOTA_REACHED', { params: { maximum: instrumentsMaximum } });
        const row = { ...columnsOf(input), symbol, name, kind, currency };
        const inserted = await repositories.instruments.insert({ userId, id: newId() }, row);
        if (!inserted) throw fieldError('NAME_TAKEN', 'symbol');
        return toInstrument(inserted);
      });
    },

    update({ actor }: ActorRequest, input: UpdateInstrumentInput): Promise<Instrument> {
      const { instrumentId, version, ...changes } = input;
      const key = { userId: actor.user.id, id: instrumentId };
      return change(key.userId, async (repositories) => {
        const before = await findVersion(repositories, key, version);
        if (changes.symbol !== undefined) requireOwnSymbol(changes.symbol, before.symbol);
        const after = termsAfter(before, changes);
        requirePayout(after);
        if (changesTerms(before, after)) await requireFree(repositories, key, after);
        const row = await repositories.instruments.update(key, columnsOf(changes));
        if (row === 'taken') throw fieldError('NAME_TAKEN', 'symbol');
        if (!row) throw new AppError('NOT_FOUND');
        return toInstrument(row);
      });
    },

    remove({ actor }: ActorRequest, input: RemoveInstrumentInput): Promise<{ ok: true }> {
      const key = { userId: actor.user.id, id: input.instrumentId };
      return change(key.userId, async (repositories) => {
        await findVersion(repositories, key, input.version);
        if (await repositories.instruments.isNamed(key)) throw new AppError('IN_USE');
        await repositories.instruments.delete(key);
        return { ok: true };
      });
    },
  };
}

type Key = { userId: string; id: string };

async function findVersion(repositories: Repositories, key: Key, version: number): Promise<InstrumentRow> {
  const row = await repositories.instruments.find(key);
  if (!row) throw new AppError('NOT_FOUND');
  if (row.version !== version) throw new AppError('CONFLICT_VERSION');
  return row;
}

type Changes = Omit<UpdateInstrumentInput, 'instrumentId' | 'version'>;

function termsAfter(before: InstrumentRow, { kind, currency, multiplier, payout }: Changes) {
  return {
    kind: kind ?? before.kind,
    currency: currency ?? before.currency,
    multiplier: multiplier ?? before.multiplier,
    payout: payout ?? before.payout,
  };
}

/** Figures of transactions, and prices that such an instrument cannot have, keep its terms as they are. */
async function requireFree(
  repositories: Repositories,
  key: Key,
  after: Pick<InstrumentRow, 'kind' | 'payout'>,
): Promise<void> {
  if (await repositories.instruments.isNamed(key)) throw new AppError('IN_USE');
  const lowest = await repositories.prices.findLowest(key);
  if (lowest !== null && !isPossiblePrice(units(lowest), after)) throw new AppError('IN_USE');
}
