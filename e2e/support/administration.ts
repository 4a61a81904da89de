import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { chosenApp } from './run-settings.ts';

async function run(statement: string, values: readonly unknown[]): Promise<void> {
  const client = new Client({ connectionString: chosenApp()?.databaseUrl });
  await client.connect();
  try {
    await client.query(statement, [...values]);
  } finally {
    await client.end();
  }
}

/** Makes somebody an administrator, as an operator does. */
export async function makeAdmin(email: string): Promise<void> {
  await run(`update users set role = 'admin' where email = $1`, [email]);
}

/** Makes so many people whose names begin with `prefix`; nobody can sign in as one of them. */
export async function makePeople(prefix: string, count: number): Promise<void> {
  await run(
    `insert into users (email, username, hashed_password, full_name, created_at)
      select $1 || '-' || n || '@example.org', $1 || '-' || n, 'none', 'Person ' || n, now() - make_interval(hours => n)
      from generate_series(1, $2::int) as n`,
    [prefix, count],
  );
}

/** A mail to somebody that was given up after all its tries. */
export async function giveUpMail(email: string, kind: string): Promise<void> {
  await run(
    `insert into mails (id, user_id, kind, recipient, state, tries, last_error)
      select $2, id, $3, email, 'failed', 8, 'EENVELOPE RCPT TO 550' from users where email = $1`,
    [email, randomUUID(), kind],
  );
}
