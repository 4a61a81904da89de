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

/** Takes the role away again, as another administrator does meanwhile. */
export async function takeRole(email: string): Promise<void> {
  await run(`update users set role = 'user' where email = $1`, [email]);
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

/** An authenticator app, a passkey of this name and three recovery codes, which prove nothing. */
export async function addFactors(email: string, passkey: string): Promise<void> {
  const ofUser = 'from users where email = $1';
  await run(
    `insert into totp_factors (user_id, sealed_secret, enabled_at, last_step)
      select id, sha256('secret'), now(), 0 ${ofUser}`,
    [email],
  );
  await run(
    `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name, is_synced)
      select gen_random_uuid(), id, uuid_send(id), uuid_send(id), 0, '{}', $2, true ${ofUser}`,
    [email, passkey],
  );
  await run(
    `insert into recovery_codes (user_id, code_hash)
      select users.id, sha256(n::text::bytea) from users, generate_series(1, 3) as n where email = $1`,
    [email],
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
