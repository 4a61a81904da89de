import { Client } from 'pg';
import { chosenApp } from './run-settings.ts';

/** Lets time pass since this person last proved who they are, in every session of theirs. */
export async function ageSignIns(email: string, minutes: number): Promise<void> {
  const client = new Client({ connectionString: chosenApp()?.databaseUrl });
  await client.connect();
  try {
    await client.query(
      `update sessions set
        created_at = created_at - make_interval(mins => $2),
        reauthenticated_at = reauthenticated_at - make_interval(mins => $2)
      where user_id = (select id from users where email = $1)`,
      [email, minutes],
    );
  } finally {
    await client.end();
  }
}
