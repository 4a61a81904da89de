import { expect } from 'vitest';
import { sql } from 'kysely';
import { test } from '#server/testing/fixtures.ts';
import { actAll, keepMarket, keepPortfolio, type Names } from '#server/testing/ledgers.ts';
import type { Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import { decimal, units } from '#shared/money/decimal.ts';
import type { Vector } from '#shared/money/testing/open-ledger.ts';
import vectors from '#shared/money/testing/vectors.json' with { type: 'json' };

type Figures = Record<string, unknown>;

/** Lots and matches of all instruments, by the names of the vectors. */
async function lotsOf({ browser }: Person, portfolioId: string, { names, instruments }: Shown) {
  const [open, matches]: [Figures[], Figures[]] = [[], []];
  for (const { id } of instruments) {
    const { data } = await browser.query('lots.list', { portfolioId, instrumentId: names.real(id) });
    for (const lot of data.open) open.push({ ...lot, instrument: id, lot: names.short(lot.lot) });
    for (const match of data.matches)
      matches.push({ ...match, lot: names.short(match.lot), closedBy: names.short(match.closedBy) });
  }
  return { open, matches };
}

interface Shown {
  readonly names: Names;
  readonly instruments: readonly { readonly id: string }[];
}

/** What stands on each account, of the legs that count. */
async function balancesOf({ db }: TestServer, portfolioId: string) {
  const { rows } = await sql<{ name: string; amount: string; base: string }>`
    select l.account || ':' || l.currency as name, sum(l.amount)::text as amount, sum(l.base_amount)::text as base
    from transaction_legs l join transactions t on t.user_id = l.user_id and t.portfolio_id = l.portfolio_id
      and t.id = l.transaction_id
    where t.portfolio_id = ${portfolioId} and t.voided_by is null and t.type <> 'void'
    group by 1`.execute(db);
  return Object.fromEntries(
    rows.map(({ name, amount, base }) => [name, [decimal(units(amount)), decimal(units(base))]]),
  );
}

/** The open lots that the next append begins with. */
async function keptLotsOf({ db }: TestServer, portfolioId: string) {
  const { rows } =
    await sql<Figures>`select quantity::text, cost::text, cost_base::text as "costBase", fee::text,
      fee_base::text as "feeBase", value::text, value_base::text as "valueBase", fx_rate::text as "fxRate",
      acquired_on::text as date
    from lots where portfolio_id = ${portfolioId}`.execute(db);
  return inOrder(rows.map((row) => toDecimals(row)));
}

const toDecimals = ({ date, ...row }: Figures) => ({
  ...Object.fromEntries(Object.entries(row).map(([name, text]) => [name, decimal(units(String(text)))])),
  date,
});

const figuresOf = (open: readonly Figures[]) =>
  inOrder(open.map(({ instrument: _instrument, lot: _lot, ...figures }) => figures));

const isSomething = ([, figures]: [string, unknown]) => String(figures) !== '0,0';
const told = (record: object) => Object.fromEntries(Object.entries(record).filter(isSomething));
const inOrder = (matches: readonly Figures[]) => {
  const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);
  return matches.map((match) => JSON.stringify(Object.entries(match).toSorted(byName))).toSorted();
};

test.for(vectors.ledger)(
  'the ledger $id, recorded by calls, has exactly these lots, matches, balances and refusals',
  async ({ portfolio, instruments, transactions, expected, ...vector }, { server, person }) => {
    const { fxRates } = vector as Partial<Vector>;
    const portfolioId = await keepPortfolio(server, person.id, portfolio);
    const market = { instruments, fxRates: fxRates ?? [] };
    const names = await keepMarket(server, person.id, market, portfolio.isSample);
    const refused = await actAll(person, portfolioId, { names, transactions });
    const { open, matches } = await lotsOf(person, portfolioId, { names, instruments });
    const { data } = await person.browser.query('transactions.list', { portfolioId, limit: 200 });
    const assumed = data.items.filter(({ isAssumed }: { isAssumed: boolean }) => isAssumed);
    expect(refused).toEqual((expected as { refused?: object }).refused ?? null);
    expect(open).toEqual(expected.open);
    expect(await keptLotsOf(server, portfolioId)).toEqual(figuresOf(open));
    expect(inOrder(matches)).toEqual(inOrder(expected.matches));
    expect(told(await balancesOf(server, portfolioId))).toEqual(told(expected.balances));
    expect(assumed.map(({ id }: { id: string }) => names.short(id)).toSorted()).toEqual(
      ((expected as { assumed?: string[] }).assumed ?? []).toSorted(),
    );
  },
);
