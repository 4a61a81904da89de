import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Answer, TestBrowser } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';

/** Somebody with an account, whose program holds the tokens. */
export interface RestPerson {
  readonly browser: TestBrowser;
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Calls a route with the access token. */
  call(route: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export async function registerByRest(server: TestServer): Promise<RestPerson> {
  const browser = server.newBrowser();
  const email = `${randomUUID()}@example.com`;
  const password = `a long password ${randomUUID()}`;
  const { status, data, body } = await browser.rest('POST /api/v1/auth/register', { email, password });
  if (status !== 201) throw new Error(`registering failed: ${body}`);
  const { access_token: accessToken, refresh_token: refreshToken, user } = data;
  return {
    browser,
    id: user.id,
    email,
    password,
    accessToken,
    refreshToken,
    call: (route, sent, headers = {}) =>
      browser.rest(route, sent, { headers: { authorization: `Bearer ${accessToken}`, ...headers } }),
  };
}

/** Lets eleven minutes pass for the sign-ins of a user. */
export async function moveSignInBack(server: TestServer, userId: string): Promise<void> {
  await server.db
    .updateTable('sessions')
    .set({ created_at: sql`created_at - interval '11 minutes'` })
    .where('user_id', '=', userId)
    .execute();
}
