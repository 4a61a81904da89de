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
import { insertPortfolio } from '#server/testing/money.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

let db: Database;
let drop: () => Promise<void>;
let mine: Place;

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
  const userId = await insertUser();
  mine = { userId, portfolioId: await insertPortfolio(db, userId) };
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

function voidOf(voidsId: string, place: Place & RawTransaction = mine): Promise<string> {
  return record({ ...place, type: 'void', voidsId }, negated(depositLegs));
}

const refusal = (constraint: string) => ({ code: '23514', constraint });

describe('what is recorded stays:', () => {
  it.each([
    sql`update transactions set note = 'other'`,
    sql`update transactions set seq = seq + 1`,
    sql`update transactions set voided_by = gen_random_uuid()`,
    sql`delete from transactions`,
    sql`update transaction_legs set amount = amount`,
    sql`update transaction_legs set base_amount = base_amount * 2`,
    sql`delete from transaction_legs`,
  ])('no row is edited or deleted (%#)', async (statement) => {
    await record(mine);
    const where = sql`${statement} where user_id = ${mine.userId}`;
    await expect(where.execute(db)).rejects.toMatchObject(refusal('ledger_append_only'));
  });

  it.each([
    sql`truncate transactions cascade`,
    sql`truncate transaction_legs`,
    sql`truncate portfolios cascade`,
    sql`truncate users cascade`,
  ])('no table is emptied (%#)', async (statement) => {
    await record(mine);
    await expect(statement.execute(db)).rejects.toMatchObject(refusal('ledger_append_only'));
  });

  it('no leg comes later, even where the legs balance', async () => {
    const transactionId = await record(mine);
    const late = db.transaction().execute(async (inside) => {
      for (const [index, leg] of depositLegs.entries())
        await insertLeg(inside, mine, { ...leg, transactionId, n: 2 + index });
    });
    await expect(late).rejects.toMatchObject(refusal('ledger_append_only'));
  });

  it('no leg comes to what has just been voided', async () => {
    const id = await record(mine);
    const late = db.transaction().execute(async (inside) => {
      await insertTransaction(inside, { ...mine, type: 'void', voidsId: id }, negated(depositLegs));
      await insertLeg(inside, mine, { ...depositLegs[0]!, transactionId: id, n: 2 });
    });
    await expect(late).rejects.toMatchObject(refusal('ledger_append_only'));
  });

  it('no leg comes unseen once the check was brought forward', async () => {
    const late = db.transaction().execute(async (inside) => {
      const transactionId = await insertTransaction(inside, mine);
      await sql`set constraints all immediate`.execute(inside);
      await insertLeg(inside, mine, { ...depositLegs[0]!, transactionId, n: 2 });
    });
    await expect(late).rejects.toMatchObject(refusal('ledger_append_only'));
  });

  it('legs come in a savepoint too', async () => {
    await db.transaction().execute(async (inside) => {
      await sql`savepoint before`.execute(inside);
      const transactionId = await insertTransaction(inside, mine, [depositLegs[0]!]);
      await sql`release savepoint before`.execute(inside);
      await sql`savepoint again`.execute(inside);
      await insertLeg(inside, mine, { ...depositLegs[1]!, transactionId, n: 1 });
    });
    const legs = await sql`select from transaction_legs where user_id = ${mine.userId}`.execute(db);
    expect(legs.rows).toHaveLength(2);
  });

  it('a deletion of a portfolio runs one statement for each table, and none for each row', async () => {
    for (let n = 0; n < 5; n += 1) await record(mine);
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (analyze) delete from portfolios
      where id = ${mine.portfolioId}`.execute(db);
    const calls = rows.flatMap((row) => /^Trigger .* calls=(\d+)/.exec(row['QUERY PLAN'])?.[1] ?? []);
    expect(new Set(calls)).toEqual(new Set(['1']));
  });

  it('a portfolio is deleted with all of it', async () => {
    await voidOf(await record(mine));
    await sql`delete from portfolios where id = ${mine.portfolioId}`.execute(db);
    const left = await sql`select from transaction_legs where user_id = ${mine.userId}`.execute(db);
    expect(left.rows).toEqual([]);
  });
});

describe('a void', () => {
  it('is refused for what is voided already, or is a void', async () => {
    const id = await record(mine);
    const first = await voidOf(id);
    await expect(voidOf(id)).rejects.toMatchObject({ code: expect.stringMatching(/^23(?:505|514)$/) });
    await expect(voidOf(first)).rejects.toMatchObject(refusal('transactions_voids'));
  });

  it('of one transaction goes once, however many come at once', async () => {
    const id = await record(mine);
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => voidOf(id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is refused on another day', async () => {
    const id = await record(mine);
    await expect(voidOf(id, { ...mine, tradeDate: '2026-11-04' })).rejects.toMatchObject(
      refusal('transactions_voids'),
    );
  });

  it.each<[string, RawLeg[]]>([
    ['without its legs', []],
    ['with the same legs', [...depositLegs]],
    [
      'with other amounts',
      [
        { account: 'cash', amount: '-99' },
        { account: 'external', amount: '99' },
      ],
    ],
  ])('is refused %s', async (_, legs) => {
    const voidsId = await record(mine);
    await expect(record({ ...mine, type: 'void', voidsId }, legs)).rejects.toMatchObject(
      refusal('transactions_balance'),
    );
  });

  it('is not claimed by what nothing has voided', async () => {
    await expect(record({ ...mine, type: 'split', voidedBy: randomUUID() }, [])).rejects.toMatchObject(
      refusal('transactions_balance'),
    );
  });

  it('leaves its place to what replaces the row, and to nothing else', async () => {
    const id = await record({ ...mine, seq: 7 });
    await expect(record({ ...mine, seq: 7 })).rejects.toMatchObject({ constraint: 'transactions_seq_key' });
    await expect(record({ ...mine, replacesId: id })).rejects.toMatchObject(refusal('transactions_balance'));
    await voidOf(id);
    await expect(record({ ...mine, seq: 8, replacesId: id })).rejects.toMatchObject(
      refusal('transactions_balance'),
    );
    await record({ ...mine, seq: 7, replacesId: id });
    await expect(record({ ...mine, seq: 7 })).rejects.toMatchObject({ constraint: 'transactions_seq_key' });
  });
});
