import { sql } from 'kysely';
import { totpCode, totpStep } from '#server/security/one-time-codes.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import type { Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

/** Whose address is confirmed, as adding a factor demands. */
export async function verifyEmailOf(server: TestServer, { id }: Pick<Person, 'id'>): Promise<void> {
  await server.db
    .updateTable('users')
    .set({ email_verified_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** What an authenticator app keeps, and the recovery codes that were shown. */
export interface EnabledTotp {
  readonly secret: string;
  readonly recoveryCodes: string[];
}

/** Connects an authenticator app as the security page does, and forgets that a step was used for it. */
export async function enableTotp(server: TestServer, person: Person): Promise<EnabledTotp> {
  await verifyEmailOf(server, person);
  const begun = await person.browser.mutate('factors.beginTotp');
  const { secret } = begun.data as { secret: string };
  const enabled = await person.browser.mutate('factors.enableTotp', { code: codeOf(secret) });
  if (enabled.status !== 200) throw new Error(`enabling failed: ${enabled.body}`);
  await forgetSteps(server, person);
  return { secret, recoveryCodes: enabled.data.recoveryCodes };
}

/** The code an app shows now, or that many steps away. */
export function codeOf(secret: string, distance = 0): string {
  return totpCode(secret, totpStep(new Date()) + distance);
}

/** Lets enough time pass that the present code was never used. */
export async function forgetSteps(server: TestServer, { id }: Pick<Person, 'id'>): Promise<void> {
  await server.db.updateTable('totp_factors').set({ last_step: 0 }).where('user_id', '=', id).execute();
}

/** A browser whose password was right, and which is asked for the second factor. */
export async function askedForFactor(server: TestServer, { email: identifier, password }: Person) {
  const browser = server.newBrowser();
  const answer: Answer = await browser.mutate('auth.login', { identifier, password });
  if (answer.data?.status !== 'second-factor') throw new Error(`no factor was asked for: ${answer.body}`);
  return browser;
}
