import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { CommandError } from '#server/cli/command.ts';
import type { Database } from '#server/db/database.ts';

/** SQLSTATE check_violation. */
const checkViolation = '23514';

interface Trial {
  readonly what: string;
  readonly attempt: (db: Database, userId: string) => Promise<unknown>;
}

const trials: readonly Trial[] = [
  {
    what: 'an account of the type OFFSHORE',
    attempt: (db, userId) => insertPortfolio(db, userId, { accountType: 'OFFSHORE', country: 'CH' }),
  },
  {
    what: 'an account of the type INTERNATIONAL without a country',
    attempt: (db, userId) => insertPortfolio(db, userId, { accountType: 'INTERNATIONAL' }),
  },
  {
    what: 'a leg in another currency in an account of the type DOMESTIC',
    attempt: (db, userId) => insertDeposit(db, userId, { currency: 'EUR', against: '-100' }),
  },
  {
    what: 'a transaction that does not balance',
    attempt: (db, userId) => insertDeposit(db, userId, { currency: 'USD', against: '-99' }),
  },
];

/** Tries what no ledger may hold, past every rule of the server. Fails unless the database refuses all of it. */
export async function tryLedger(db: Database): Promise<string[]> {
  const refused: string[] = [];
  for (const { what, attempt } of trials) {
    const constraint = await refusalOf(db, attempt);
    if (constraint === null) throw new CommandError(`The database did not refuse ${what}`);
    refused.push(`Refused, as it must be: ${what} (${constraint})`);
  }
  return refused;
}

/** Ends a transaction in which nothing was refused: nothing of a trial is kept. */
class Accepted extends Error {}

/** The constraint that refused; null where none did. */
async function refusalOf(db: Database, attempt: Trial['attempt']): Promise<string | null> {
  try {
    return await db.transaction().execute(async (inside) => {
      const userId = randomUUID();
      await sql`insert into users (id, email, username, hashed_password)
        values (${userId}, ${`${userId}@demo.example`}, ${`trial-${userId.slice(0, 8)}`}, '!')`.execute(
        inside,
      );
      await attempt(inside, userId);
      await sql`set constraints all immediate`.execute(inside);
      throw new Accepted();
    });
  } catch (error) {
    if (error instanceof Accepted) return null;
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === checkViolation) return constraint ?? checkViolation;
    throw error;
  }
}

async function insertPortfolio(
  db: Database,
  userId: string,
  { accountType, country = null }: { accountType: string; country?: string | null },
): Promise<string> {
  const id = randomUUID();
  await sql`insert into portfolios (user_id, id, name, account_type, base_currency, country)
    values (${userId}, ${id}, 'Trial', ${accountType}, 'USD', ${country})`.execute(db);
  return id;
}

/** Into a domestic account in dollars. */
async function insertDeposit(
  db: Database,
  userId: string,
  { currency, against }: { currency: string; against: string },
): Promise<void> {
  const portfolioId = await insertPortfolio(db, userId, { accountType: 'DOMESTIC' });
  const id = randomUUID();
  await sql`insert into transactions (user_id, portfolio_id, id, seq, type, trade_date, request_key, content_hash, fields)
    values (${userId}, ${portfolioId}, ${id}, 1, 'deposit', '2024-01-03', 'seed:trial', '', '{}')`.execute(
    db,
  );
  await sql`insert into transaction_legs (user_id, portfolio_id, transaction_id, n, account, currency, amount, base_amount)
    values (${userId}, ${portfolioId}, ${id}, 0, 'cash', ${currency}, 100, 100),
      (${userId}, ${portfolioId}, ${id}, 1, 'external', ${currency}, ${against}, ${against})`.execute(db);
}
