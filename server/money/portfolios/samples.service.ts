import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { changesTerms, columnsOf } from '#server/money/instruments/instruments.rules.ts';
import type { InstrumentRow } from '#server/money/instruments/instruments.repository.ts';
import { toPortfolio } from '#server/money/portfolios/portfolios.presenter.ts';
import type { PortfolioRow, PortfoliosRepository } from '#server/money/portfolios/portfolios.repository.ts';
import { samplesUpTo, type Sample, type SampleListing } from '#server/money/portfolios/samples.rules.ts';
import { requireRoom } from '#server/money/prices/observations.rules.ts';
import type { BookingService } from '#server/money/transactions/booking.service.ts';
import type { InLedger } from '#server/money/instruments/in-ledger.service.ts';
import type { Repositories } from '#server/repositories.ts';
import { newId } from '#server/security/identifiers.ts';
import { readDay, type Day } from '#shared/money/days.ts';
import { instrumentsMaximum, samplePrefix } from '#shared/money/instruments.ts';
import { portfoliosMaximum, type Portfolio } from '#shared/money/portfolios.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';
import type { User } from '#shared/identity/users.ts';
import { dayIn } from '#shared/zoned-days.ts';

/** For whom samples are made: in their language, up to their yesterday. */
export type SampleOwner = Pick<User, 'id' | 'locale' | 'timeZone'>;

interface Dependencies {
  portfolios: Pick<PortfoliosRepository, 'findOfUser'>;
  booking: Pick<BookingService, 'recordAll'>;
  inLedger: InLedger;
}

export type SamplesService = ReturnType<typeof createSamplesService>;

/** Two accounts to look around in, apart from what a person really has. */
export function createSamplesService({ portfolios, booking, inLedger }: Dependencies) {
  const inTheMaking = new Map<string, Promise<PortfolioRow[]>>();

  /** What is missing of the two. The lock of the ledger keeps two processes from making it twice. */
  async function insertMissing(
    repositories: Repositories,
    { owner, today, samples, rates }: Prepared,
  ): Promise<PortfolioRow[]> {
    const { id: userId } = owner;
    const found = await findSamples(repositories.portfolios, userId);
    const missing = samples.filter(
      ({ portfolio }) => !found.some((row) => row.account_type === portfolio.accountType),
    );
    if (missing.length === 0) return found;
    for (const { base, quote, rows } of rates)
      await repositories.fxRates.insertSimulated({ userId, base, quote }, rows);
    for (const sample of missing) {
      const portfolio = await insertPortfolio(repositories, userId, sample);
      const ids = await keepInstruments(repositories, userId, sample.instruments);
      await repositories.prices.insertSimulated(userId, pricesOf(sample, ids));
      const key = { userId, portfolioId: portfolio.id };
      const opened = await repositories.books.findPortfolio(key);
      if (!opened) throw new Error('The portfolio that was made is not found');
      const ledger = { kept: repositories, key, portfolio: opened, today };
      await booking.recordAll(ledger, named(sample, ids));
      found.push(portfolio);
    }
    requireRoom(await repositories.ledgers.countObservations(userId));
    await repositories.ledgers.raiseRevision(userId);
    await repositories.ledgers.raisePriceRevision(userId);
    return found;
  }

  /** Who asks again meanwhile gets the same ones, and waits for no lock. */
  function makeOnce(owner: SampleOwner): Promise<PortfolioRow[]> {
    const { id: userId } = owner;
    const running = inTheMaking.get(userId);
    if (running) return running;
    const started = prepareSamples(owner)
      .then((prepared) => inLedger(userId, (repositories) => insertMissing(repositories, prepared)))
      .finally(() => inTheMaking.delete(userId));
    inTheMaking.set(userId, started);
    return started;
  }

  return {
    insertMissing,

    async create({ actor }: ActorRequest): Promise<Portfolio[]> {
      const found = await findSamples(portfolios, actor.user.id);
      const rows = found.length === kinds ? found : await makeOnce(actor.user);
      return rows.map(toPortfolio);
    },
  };
}

/** Samples as they are worked out, before anything is locked for them. */
interface Prepared extends Awaited<ReturnType<typeof samplesUpTo>> {
  readonly owner: SampleOwner;
  readonly today: Day;
}

export async function prepareSamples(owner: SampleOwner): Promise<Prepared> {
  const today = readDay(dayIn(owner.timeZone)(new Date())) ?? 0;
  return { owner, today, ...(await samplesUpTo(today - 1, owner.locale)) };
}

async function findSamples(
  portfolios: Pick<PortfoliosRepository, 'findOfUser'>,
  userId: string,
): Promise<PortfolioRow[]> {
  const rows = await portfolios.findOfUser(userId, portfoliosMaximum);
  return rows.filter(({ is_sample: isSample }) => isSample);
}

/** One at home, one abroad. */
const kinds = 2;

/** Under the first of its names that is free. */
async function insertPortfolio(
  { portfolios }: Pick<Repositories, 'portfolios'>,
  userId: string,
  { portfolio }: Sample,
): Promise<PortfolioRow> {
  if ((await portfolios.countOfUser(userId)) >= portfoliosMaximum)
    throw new AppError('QUOTA_REACHED', { params: { maximum: portfoliosMaximum } });
  for (let attempt = 1; attempt <= portfoliosMaximum; attempt += 1) {
    const row = await portfolios.insert(
      { userId, id: newId() },
      {
        name: attempt === 1 ? portfolio.name : `${portfolio.name} ${attempt}`,
        account_type: portfolio.accountType,
        base_currency: portfolio.baseCurrency,
        country: portfolio.country ?? null,
        is_sample: true,
        ...(portfolio.costMethod && { cost_method: portfolio.costMethod }),
      },
    );
    if (row) return row;
  }
  throw new Error('Of more names than portfolios none is free');
}

/** Ids by symbol. One that is there already, of the other sample, is taken as it is. */
async function keepInstruments(
  repositories: Repositories,
  userId: string,
  listings: readonly SampleListing[],
): Promise<ReadonlyMap<string, string>> {
  const found = await repositories.instruments.findOfPrefix(userId, samplePrefix);
  const ids = new Map(found.map(({ symbol, id }) => [symbol, id]));
  for (const { terms } of listings) {
    const before = found.find(({ symbol }) => symbol === terms.symbol);
    const id = before?.id ?? newId();
    if (before) await restoreTerms(repositories, { userId, before }, terms);
    else await repositories.instruments.insert({ userId, id }, { ...columnsOf(terms), ...requiredOf(terms) });
    ids.set(terms.symbol, id);
  }
  if ((await repositories.instruments.countOfUser(userId)) > instrumentsMaximum)
    throw new AppError('QUOTA_REACHED', { params: { maximum: instrumentsMaximum } });
  return ids;
}

const requiredOf = ({ symbol, name, kind, currency }: SampleListing['terms']) => ({
  symbol,
  name,
  kind,
  currency,
});

/** Once no transaction named it, its owner may have changed what figures are made of. */
async function restoreTerms(
  { instruments }: Pick<Repositories, 'instruments'>,
  { userId, before }: { userId: string; before: InstrumentRow },
  terms: SampleListing['terms'],
): Promise<void> {
  const { kind, currency, multiplier = '1', payout = 'linear' } = terms;
  if (!changesTerms(before, { kind, currency, multiplier, payout })) return;
  const key = { userId, id: before.id };
  if (await instruments.isNamed(key)) throw new AppError('IN_USE');
  await instruments.update(key, { kind, currency, multiplier, payout });
}

function pricesOf({ instruments }: Sample, ids: ReadonlyMap<string, string>) {
  return instruments.flatMap(({ terms, prices }) =>
    prices.map((row) => ({ ...row, instrumentId: ids.get(terms.symbol) ?? '' })),
  );
}

/** The transactions of a sample with real ids in place of symbols. */
function named({ transactions }: Sample, ids: ReadonlyMap<string, string>): TransactionInput[] {
  const idOf = (symbol: string) => {
    const id = ids.get(symbol);
    if (id === undefined) throw new Error(`A sample trades ${symbol}, which it does not list`);
    return id;
  };
  return transactions.map((input) => ({
    ...input,
    ...('instrumentId' in input && input.instrumentId && { instrumentId: idOf(input.instrumentId) }),
    ...('toInstrumentId' in input && { toInstrumentId: idOf(input.toInstrumentId) }),
  }));
}
