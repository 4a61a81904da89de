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
  const userId = randomUUID();
  await sql`insert into users (id, email, username, hashed_password)
    values (${userId}, ${`${userId}@example.org`}, ${userId}, 'x')`.execute(db);
  mine = { userId, portfolioId: await insertPortfolio(db, userId) };
});

const refusal = (constraint: string) => ({ code: '23514', constraint });
const late = refusal('ledger_append_only');
const together = <Result>(work: (inside: Database) => Promise<Result>) => db.transaction().execute(work);
const addLeg = (inside: Database, transactionId: string, n = 2) =>
  insertLeg(inside, mine, { ...depositLegs[0]!, transactionId, n });
const isChecked = sql`set constraints all immediate`;
const isCheckedLater = sql`set constraints all deferred`;

async function legsOf(): Promise<string[]> {
  const { rows } = await sql<{ amount: string }>`select amount::text from transaction_legs
    where user_id = ${mine.userId} order by transaction_id, n`.execute(db);
  return rows.map(({ amount }) => amount);
}

describe('once a transaction was checked, no leg comes to it', () => {
  it.each([
    ['after a setting of the session was changed', []],
    ['after all settings were reset', [sql`reset all`]],
    ['after the check was put off again', [isCheckedLater]],
    ['in a savepoint', [sql`savepoint later`]],
    ['after a savepoint that came to nothing', [sql`savepoint later`, sql`rollback to later`]],
  ])('%s', async (_, statements) => {
    const adding = together(async (inside) => {
      const id = await insertTransaction(inside, mine);
      await isChecked.execute(inside);
      for (const statement of statements) await statement.execute(inside);
      await sql`select set_config('quantpulse.has_checked', '', true)`.execute(inside);
      await addLeg(inside, id);
    });
    await expect(adding).rejects.toMatchObject(late);
  });

  it.each([-1, 2, 3])('under the number %i', async (n) => {
    const id = await together((inside) => insertTransaction(inside, mine));
    await expect(addLeg(db, id, n)).rejects.toMatchObject(late);
  });

  it('also where a void of it comes in between', async () => {
    const adding = together(async (inside) => {
      const id = await insertTransaction(inside, mine);
      await isChecked.execute(inside);
      await isCheckedLater.execute(inside);
      const voiding = { ...mine, type: 'void', voidsId: id };
      const voidId = await insertTransaction(inside, voiding, negated(depositLegs));
      await isChecked.execute(inside);
      await sql`select set_config('quantpulse.has_checked', '', true)`.execute(inside);
      await addLeg(inside, voidId);
    });
    await expect(adding).rejects.toMatchObject(late);
  });
});

describe('a transaction that tells how many legs it has', () => {
  const telling = (limit: number, legs = depositLegs) =>
    together((inside) => insertTransaction(inside, { ...mine, legLimit: limit }, legs));

  it('is refused with fewer, and with more', async () => {
    await expect(telling(3)).rejects.toMatchObject(refusal('transactions_balance'));
    await expect(telling(1)).rejects.toMatchObject(late);
  });

  it('takes no further one, under a new number or a taken one', async () => {
    const id = await telling(2);
    await expect(addLeg(db, id, 2)).rejects.toMatchObject(late);
    await expect(addLeg(db, id, -1)).rejects.toMatchObject(late);
    await expect(addLeg(db, id, 1)).rejects.toMatchObject({ constraint: 'transaction_legs_pkey' });
    expect(await legsOf()).toEqual(['100.00000000', '-100.00000000']);
  });
});

it.each([sql`leg_limit = null`, sql`leg_limit = 9`])('nobody lets legs in again (%#)', async (change) => {
  await together((inside) => insertTransaction(inside, mine));
  const where = sql`where user_id = ${mine.userId}`;
  await expect(sql`update transactions set ${change} ${where}`.execute(db)).rejects.toMatchObject(late);
  const again = sql`insert into transactions select * from transactions ${where}
    on conflict (user_id, portfolio_id, id) do update set ${change}`;
  await expect(again.execute(db)).rejects.toMatchObject(late);
});

it('what is recorded after the check of another gets its legs', async () => {
  await together(async (inside) => {
    await insertTransaction(inside, mine);
    await isChecked.execute(inside);
    await isCheckedLater.execute(inside);
    await insertTransaction(inside, mine);
  });
  expect(await legsOf()).toHaveLength(4);
});

it('a check that a savepoint took back leaves room for legs, and is made again at the end', async () => {
  const recording = (...more: number[]) =>
    together(async (inside) => {
      const id = await insertTransaction(inside, mine);
      await sql`savepoint before`.execute(inside);
      await isChecked.execute(inside);
      await sql`rollback to before`.execute(inside);
      for (const n of more) await addLeg(inside, id, n);
    });
  await recording();
  await expect(recording(2)).rejects.toMatchObject(refusal('transactions_balance'));
  expect(await legsOf()).toHaveLength(2);
});
