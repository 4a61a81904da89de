import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ActorRequest } from '#server/caller.ts';
import { createDatabase, type Database } from '#server/db/database.ts';
import { createReadings } from '#server/readings.ts';
import { createReadingSnapshot } from '#server/repositories.ts';
import { readDay, writeDay } from '#shared/money/days.ts';
import type { Bench } from '../bench.ts';
import type { Settings } from '../settings.ts';
import { rowsToCommit } from './committed-rows.ts';
import { addPortfolios } from './money-rows.ts';
import { createPeopleDatabase, emailOf } from './people.ts';
import { servicesOver, strangersRequest, type ServicesOver } from './services-over.ts';

/** Portfolios by how many transactions they have. */
export type Size = 'hundredth' | 'twentieth' | 'tenth' | 'many';
const sizes: readonly Size[] = ['hundredth', 'twentieth', 'tenth', 'many'];

export function transactionsOf(size: Size, { manyTransactions: many }: Settings): number {
  return { hundredth: many / 100, twentieth: many / 20, tenth: many / 10, many }[size];
}

/** The largest takes no more than its size: each leaves room for a twentieth of that. */
const filled = (transactions: number) => transactions - transactions / 20;

export const today = () => readDay(new Date().toISOString().slice(0, 10)) ?? 0;

/** One person who has a portfolio of each size. */
export interface Desk {
  readonly over: ServicesOver;
  readonly request: ActorRequest;
  readonly portfolioIds: Readonly<Record<Size, string>>;
  /** What `users.me` costs: the token is verified, the session and its person are read. */
  authenticate(): Promise<unknown>;
  /** Records a purchase behind all others. */
  append(size: Size): Promise<void>;
  /** Reads and replays all transactions, as for what is closed; nothing of it is kept. */
  replay(size: Size): Promise<void>;
  /** Commits a new portfolio of a tenth of the largest at once. */
  commit(): Promise<void>;
  /** Removes what was committed last. */
  removeCommitted(): Promise<void>;
}

export async function openDesk(bench: Bench): Promise<Desk> {
  const { postgresUrl, storedPassword, server, closers, say, settings } = bench;
  say(`  making portfolios of up to ${settings.manyTransactions} transactions`);
  const { url } = await createPeopleDatabase(postgresUrl, { users: 1, storedPassword, closers });
  const db = createDatabase(url, { statementTimeoutMillis: 0, maxConnections: 2 });
  closers.add(() => db.destroy());
  for (const size of sizes) await addPortfolios(db, filled(transactionsOf(size, settings)));
  const over = servicesOver(url, server.environment.AUTH_SECRET);
  closers.add(() => over.close());
  const { request, authenticate } = await signIn(over);
  const portfolioIds = await findPortfolios(db, settings);
  const instrumentId = await findInstrument(db);
  const userId = request.actor.user.id;
  const committed = rowsToCommit(db, { userId, count: transactionsOf('tenth', settings) });
  const desk: Desk = {
    over,
    request,
    portfolioIds,
    authenticate,
    async append(size) {
      const trade = { quantity: '1', price: '10.5', fee: '0.1', tradeDate: writeDay(today() - 1) };
      await over.services.transactions.record(request, {
        portfolioId: portfolioIds[size],
        key: randomUUID(),
        transaction: { type: 'buy', instrumentId, ...trade },
      });
    },
    async replay(size) {
      const input = { portfolioId: portfolioIds[size], includeClosed: true };
      const asked = { userId, today: today(), input };
      await createReadingSnapshot(db)(async (kept) => {
        const { reckon } = await createReadings().positions.list.open(kept, asked);
        await reckon();
      });
    },
    commit: () => committed.commit(instrumentId),
    removeCommitted: () => committed.remove(),
  };
  // The first one reckons the lots with which all others begin.
  for (const size of sizes) await desk.append(size);
  return desk;
}

async function signIn({ services, security }: ServicesOver) {
  const outcome = await services.auth.login(strangersRequest, { identifier: emailOf(1), password: '' });
  if ('challenge' in outcome) throw new Error('nobody of the bench has a second factor');
  const { accessToken } = outcome.tokens;
  const authenticate = async () => {
    const claims = security.accessTokens.read(accessToken);
    return claims && services.sessions.authenticate(claims);
  };
  const actor = await authenticate();
  if (!actor) throw new Error('a session that was just opened is not known');
  return { request: { ...strangersRequest, actor }, authenticate };
}

async function findPortfolios(db: Database, settings: Settings): Promise<Record<Size, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from portfolios`.execute(db);
  const idOf = (size: Size) => {
    const name = `Broker ${filled(transactionsOf(size, settings))}`;
    return rows.find((row) => row.name === name)?.id ?? '';
  };
  return {
    hundredth: idOf('hundredth'),
    twentieth: idOf('twentieth'),
    tenth: idOf('tenth'),
    many: idOf('many'),
  };
}

async function findInstrument(db: Database): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from instruments where symbol = 'S2'`.execute(db);
  return rows[0]?.id ?? '';
}
