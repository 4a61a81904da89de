import { sql } from 'kysely';
import { expect } from 'vitest';
import { lotOf } from '#server/money/transactions/kept-lots.rules.ts';
import { createBooksService } from '#server/money/transactions/books.service.ts';
import { createRepositories } from '#server/repositories.ts';
import { test } from '#server/testing/fixtures.ts';
import { actAll, keepMarket, keepPortfolio } from '#server/testing/ledgers.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import { readDay } from '#shared/money/days.ts';
import { decimal } from '#shared/money/decimal.ts';
import type { Lot } from '#shared/money/lots.ts';
import { randomLedger, seeded } from '#shared/money/testing/random-ledger.ts';
import { emptyHoldings } from '#shared/money/valuation.ts';

const rounds = process.env['QP_LONG_TESTS'] ? 200 : 6;
const seeds = Array.from({ length: rounds }, (_, seed) => seed);

/** The database keeps one row of a day. */
function firstOf<Row>(rows: readonly Row[], nameOf: (row: Row) => string): Row[] {
  return [...new Map(rows.toReversed().map((row) => [nameOf(row), row])).values()];
}

/** Records what goes of a random ledger; meanwhile some of it is voided or replaced. */
async function recordRandomly(server: TestServer, person: Person, seed: number): Promise<string> {
  const { portfolio, transactions, instruments, prices = [], fxRates = [] } = randomLedger(seed);
  const random = seeded(seed + 1000);
  const portfolioId = await keepPortfolio(server, person.id, portfolio);
  const market = {
    instruments,
    prices: firstOf(prices, ({ instrument, date }) => instrument + date),
    fxRates: firstOf(fxRates, ({ base, quote, date }) => base + quote + date),
  };
  const names = await keepMarket(server, person.id, market);
  for (const raw of transactions) {
    const earlier = transactions[Math.floor(random() * transactions.indexOf(raw))]?.id ?? '';
    const act = random();
    await actAll(person, portfolioId, { names, transactions: [raw] });
    if (act < 0.1)
      await actAll(person, portfolioId, { names, transactions: [{ ...raw, id: 'void', voids: earlier }] });
    else if (act < 0.3)
      await actAll(person, portfolioId, { names, transactions: [{ ...raw, replaces: earlier }] });
  }
  return portfolioId;
}

const written = (instrumentId: string, { opening, ...lot }: Lot) =>
  Object.entries({ instrumentId, ...lot, ...opening })
    .map(([name, value]) => `${name} ${typeof value === 'bigint' ? decimal(value) : String(value)}`)
    .toSorted()
    .join(', ');

/** Open lots as they are kept, and as replaying every transaction makes them. */
async function lotsBothWays({ db }: TestServer, key: { userId: string; portfolioId: string }) {
  const kept = createRepositories(db, {
    sessionIdleMinutes: 0,
    rotationsPerSession: { count: 1, minutes: 1 },
  });
  const to = readDay('2026-01-01') ?? 0;
  const asked = { userId: key.userId, from: to, to };
  const reader = createBooksService();
  const { books } = await reader.open(kept, await reader.requirePortfolio(kept, key), asked);
  const holdings = emptyHoldings(books);
  for (const entry of books.entries) holdings.apply(entry);
  const replayed = holdings.held().flatMap(([id, holding]) => holding.lots().map((lot) => written(id, lot)));
  const rows = await kept.lots.find(key);
  return {
    kept: rows.map((row) => written(row.instrument_id, lotOf(row))).toSorted(),
    replayed: replayed.toSorted(),
  };
}

test(
  'kept lots are those of a replay, whatever was recorded, replaced and voided between other transactions',
  { timeout: rounds * 30_000 },
  async ({ server }) => {
    let held = 0;
    for (const seed of seeds) {
      const person = await registerPerson(server);
      const portfolioId = await recordRandomly(server, person, seed);
      const { kept, replayed } = await lotsBothWays(server, { userId: person.id, portfolioId });
      expect({ seed, kept }).toEqual({ seed, kept: replayed });
      const sums = await sumsBothWays(server, person.id);
      expect({ seed, sums: sums.kept }).toEqual({ seed, sums: sums.summed });
      held += kept.length;
      await expectPositionsOfReplay(person, portfolioId);
    }
    expect(held).toBeGreaterThan(rounds);
  },
);

/** What lots add up to, as it is kept and as it is. */
async function sumsBothWays({ db }: TestServer, userId: string) {
  const names = sql`quantity, cost, cost_base, fee, fee_base, value, value_base`;
  const { rows: kept } = await sql`select instrument_id, ${names} from lot_sums
    where user_id = ${userId} and quantity <> 0 order by 1`.execute(db);
  const { rows: summed } = await sql`select instrument_id, sum(quantity) as quantity, sum(cost) as cost,
      sum(cost_base) as cost_base, sum(fee) as fee, sum(fee_base) as fee_base, sum(value) as value,
      sum(value_base) as value_base from lots where user_id = ${userId} group by 1 order by 1`.execute(db);
  return { kept, summed };
}

/** Closed ones are found by a replay alone, so asking for them tells what a replay says. */
async function expectPositionsOfReplay({ browser }: Person, portfolioId: string): Promise<void> {
  for (const date of ['2024-06-28', '2024-12-31', undefined]) {
    const { data: quick } = await browser.query('positions.list', { portfolioId, date });
    const { data: replayed } = await browser.query('positions.list', {
      portfolioId,
      date,
      includeClosed: true,
    });
    const isHeld = ({ quantity }: { quantity: string }) => quantity !== '0';
    expect(quick).toEqual({ ...replayed, items: replayed.items.filter(isHeld) });
  }
}
