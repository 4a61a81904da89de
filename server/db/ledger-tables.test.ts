import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import {
  depositLegs,
  insertLeg,
  insertTransaction,
  negated,
  type Place,
  type RawLeg,
  type RawTransaction,
} from '#server/testing/ledger-rows.ts';
import { insertInstrument, insertPortfolio } from '#server/testing/money.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

let db: Database;
let drop: () => Promise<void>;
let mine: Place;
let abroad: Place;
let theirs: Place & { instrumentId: string };

beforeAll(async () => {
  const database = await createTestDatabase();
  db = createDatabase(database.url);
  drop = database.drop;
});

afterAll(async () => {
  await db.destroy();
  await drop();
});

beforeEach(async () => {
  const [userId, other] = [await insertUser(), await insertUser()];
  mine = { userId, portfolioId: await insertPortfolio(db, userId) };
  const accountType = 'INTERNATIONAL';
  abroad = { userId, portfolioId: await insertPortfolio(db, userId, { accountType }) };
  theirs = {
    userId: other,
    portfolioId: await insertPortfolio(db, other),
    instrumentId: await insertInstrument(db, other),
  };
});

async function insertUser(): Promise<string> {
  const id = randomUUID();
  await sql`insert into users (id, email, username, hashed_password)
    values (${id}, ${`${id}@example.org`}, ${id}, 'x')`.execute(db);
  return id;
}

/** In one transaction of the database, as every writer has to. */
function record(transaction: Place & RawTransaction, legs: readonly RawLeg[] = depositLegs): Promise<string> {
  return db.transaction().execute((inside) => insertTransaction(inside, transaction, legs));
}

function voidOf(voidsId: string): Promise<string> {
  return record({ ...mine, type: 'void', voidsId }, negated(depositLegs));
}

const refusal = (constraint: string) => ({ code: '23514', constraint });

describe('the ledger refuses a transaction', () => {
  it.each<[string, RawTransaction, RawLeg[]]>([
    ['that does not balance', {}, [{ account: 'cash', amount: '1' }]],
    [
      'whose amounts in the base currency do not balance',
      {},
      [
        { account: 'cash', amount: '1', currency: 'EUR', base: '2' },
        { account: 'external', amount: '-1', currency: 'EUR', base: '-1.99999999' },
      ],
    ],
    [
      'that balances over two currencies alone',
      {},
      [
        { account: 'cash', amount: '1', currency: 'EUR', base: '1' },
        { account: 'external', amount: '-1' },
      ],
    ],
    [
      'with two amounts in the base currency',
      {},
      [
        { account: 'cash', amount: '1', base: '2' },
        { account: 'external', amount: '-1', base: '-2' },
      ],
    ],
    ['with a leg of nothing', {}, [...depositLegs, { account: 'fee', amount: '0' }]],
    ['without a leg', {}, []],
    ['that splits and has legs', { type: 'split' }, [...depositLegs]],
  ])('%s', async (_, transaction, legs) => {
    const recorded = record({ ...abroad, ...transaction }, legs);
    await expect(recorded).rejects.toMatchObject(refusal('transactions_balance'));
  });

  it.each<[string, RawLeg[]]>([
    [
      'of another currency',
      [
        { account: 'cash', amount: '1', currency: 'EUR', base: '1.5' },
        { account: 'external', amount: '-1', currency: 'EUR', base: '-1.5' },
      ],
    ],
    [
      'of an exchange of currencies',
      [
        { account: 'cash', amount: '1' },
        { account: 'fx', amount: '-1' },
      ],
    ],
  ])('with a leg %s in a domestic account, but not in an international one', async (_, legs) => {
    await expect(record({ ...mine, type: 'fx' }, legs)).rejects.toMatchObject(
      refusal('transactions_balance'),
    );
    await record({ ...abroad, type: 'fx' }, legs);
  });

  it.each<[string, RawTransaction, RawLeg[], string]>([
    ['of no known type', { type: 'gift' }, [], 'transactions_type_check'],
    ['that voids nothing', { type: 'void' }, [], 'transactions_voids_id_check'],
    ['that voids and is none', { voidsId: randomUUID() }, [], 'transactions_voids_id_check'],
    [
      'with a quantity of cash',
      {},
      [{ account: 'cash', amount: '1', quantity: '1' }],
      'transaction_legs_quantity_check',
    ],
    ['with a leg of no account', {}, [{ account: 'tips', amount: '1' }], 'transaction_legs_account_check'],
  ])('%s', async (_, transaction, legs, constraint) => {
    await expect(record({ ...mine, ...transaction }, legs)).rejects.toMatchObject(refusal(constraint));
  });
});

describe('the ledger refuses what is another person’s:', () => {
  it('their portfolio', async () => {
    const { portfolioId } = theirs;
    await expect(record({ ...mine, portfolioId })).rejects.toMatchObject({
      constraint: 'transactions_portfolio_id_fkey',
    });
  });

  it.each(['instrumentId', 'toInstrumentId'])('their instrument as %s', async (field) => {
    const recorded = record({ ...mine, type: 'merger', [field]: theirs.instrumentId }, []);
    await expect(recorded).rejects.toMatchObject({ code: '23503' });
  });

  it('their instrument in a leg', async () => {
    const legs = [
      { account: 'position', amount: '7', quantity: '1', instrumentId: theirs.instrumentId },
      { account: 'cash', amount: '-7' },
    ];
    await expect(record({ ...mine, type: 'buy' }, legs)).rejects.toMatchObject(
      refusal('transactions_balance'),
    );
  });

  it('their transaction, to be voided or replaced, or of another portfolio of one’s own', async () => {
    for (const other of [theirs, abroad]) {
      const id = await record({ userId: other.userId, portfolioId: other.portfolioId });
      await expect(voidOf(id)).rejects.toMatchObject(refusal('transactions_voids'));
      await expect(record({ ...mine, replacesId: id })).rejects.toMatchObject(
        refusal('transactions_balance'),
      );
      const leg = { ...depositLegs[0]!, transactionId: id, n: 2 };
      await expect(insertLeg(db, mine, leg)).rejects.toMatchObject({ code: '23514' });
    }
  });
});

it('a key is taken once in a portfolio', async () => {
  const copy = sql`insert into transactions (user_id, portfolio_id, id, seq, type, trade_date, request_key,
      content_hash, fields)
    select user_id, portfolio_id, gen_random_uuid(), seq + 1, type, trade_date, request_key, content_hash, fields
      from transactions where user_id = ${mine.userId}`;
  await record(mine);
  await expect(copy.execute(db)).rejects.toMatchObject({ constraint: 'transactions_request_key_key' });
});
