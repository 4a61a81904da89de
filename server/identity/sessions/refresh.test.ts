import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { deriveKeys } from '#server/security/keys.ts';
import { createRefreshTokens } from '#server/security/refresh-token.ts';
import { test } from '#server/testing/fixtures.ts';
import {
  cookieOf,
  findSessions,
  moveRotationBack,
  refreshWith,
  auditEventsOf,
  setCookieOf,
  type Person,
} from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';

function expectRefusal(answer: Answer, code: string) {
  expect({ status: answer.status, code: answer.error?.code }).toEqual({ status: 401, code });
  expect(answer.setCookies).toEqual([]);
}

function linesOf(server: TestServer, event: string): string[] {
  return server.logLines.filter((line) => line.includes(`"${event}"`));
}

/** Presents the token and expects that no row was touched. */
async function expectNoTrace(server: TestServer, person: Person, refused: { token: string; code: string }) {
  const before = await findSessions(server, person.id);
  expectRefusal(await refreshWith(server, refused.token), refused.code);
  expect(await findSessions(server, person.id)).toEqual(before);
}

async function rotate(server: TestServer, token: string): Promise<string> {
  const next = setCookieOf(await refreshWith(server, token), 'qp_refresh');
  if (next === undefined) throw new Error('no refresh token was handed out');
  return next;
}

test.for([
  ['no cookie', {}],
  ['an empty cookie', { cookie: 'qp_refresh=' }],
] as const)('a refresh with %s is UNAUTHENTICATED', async ([_case, headers], { server }) => {
  expectRefusal(await server.newBrowser().mutate('auth.refresh', undefined, { headers }), 'UNAUTHENTICATED');
});

test('a refresh whose cookie comes twice is UNAUTHENTICATED, in either order', async ({ server, person }) => {
  const token = cookieOf(person.browser, 'qp_refresh');
  for (const cookie of [`qp_refresh=${token}; qp_refresh=x`, `qp_refresh=; qp_refresh=${token}`])
    expectRefusal(
      await server.newBrowser().mutate('auth.refresh', undefined, { headers: { cookie } }),
      'UNAUTHENTICATED',
    );
});

test.for(['', 'Bearer', 'Basic eDp5', 'Bearer of bad news'])(
  'a refresh with the Authorization header "%s" ignores the cookie',
  async (authorization, { person }) => {
    const answer = await person.browser.mutate('auth.refresh', undefined, { headers: { authorization } });
    expectRefusal(answer, 'UNAUTHENTICATED');
  },
);

test.for(['x', 'qpr1.', `qpr1.${'A'.repeat(112)}`, `qpr1.${'A'.repeat(113)}`, 'j:{"a":1}', '%E0%A4%A'])(
  'a refresh with the malformed or forged token %s is REFRESH_INVALID and changes nothing',
  (token, { server, person }) => expectNoTrace(server, person, { token, code: 'REFRESH_INVALID' }),
);

test('a refresh with a signed token of no session or a future generation changes nothing', async ({
  server,
  person,
}) => {
  const tokens = createRefreshTokens(deriveKeys(server.config.authSecrets).refreshToken);
  const [session] = await findSessions(server, person.id);
  const unknown = tokens.mint({ userId: person.id, sessionId: randomUUID(), generation: 0 });
  const future = tokens.mint({ userId: person.id, sessionId: session!.id, generation: 1 });
  const twin = tokens.mint({ userId: person.id, sessionId: session!.id, generation: 0 });
  for (const { token } of [unknown, future, twin])
    await expectNoTrace(server, person, { token, code: 'REFRESH_INVALID' });
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test("a refresh with a Bearer session's token in a cookie is REFRESH_INVALID and ends nothing", async ({
  server,
  person,
}) => {
  const first = cookieOf(person.browser, 'qp_refresh');
  const third = await rotate(server, await rotate(server, first));
  await server.db
    .updateTable('sessions')
    .set({ channel: 'bearer' })
    .where('user_id', '=', person.id)
    .execute();
  for (const token of [first, third]) await expectNoTrace(server, person, { token, code: 'REFRESH_INVALID' });
});

test('a refused refresh token appears in the log by its code alone', async ({ server }) => {
  const before = linesOf(server, 'refresh-refused').length;
  const token = `qpr1.${'Q'.repeat(112)}`;
  await refreshWith(server, token);
  const [line] = linesOf(server, 'refresh-refused').slice(before);
  expect(line).toContain('REFRESH_INVALID');
  expect(server.logLines.join()).not.toContain('QQQQ');
});

const ended = { revoked_at: sql<Date>`now()`, revoked_reason: 'logout', expires_at: sql<Date>`now()` };

test('a refresh is refused as disabled before revoked and as revoked before expired', async ({
  server,
  person,
}) => {
  const old = cookieOf(person.browser, 'qp_refresh');
  const current = await rotate(server, await rotate(server, old));
  const set = (change: object) =>
    server.db.updateTable('sessions').set(change).where('user_id', '=', person.id).execute();
  const expectBoth = async (code: string) => {
    for (const token of [old, current]) await expectNoTrace(server, person, { token, code });
  };
  await set(ended);
  await server.db.updateTable('users').set({ is_active: false }).where('id', '=', person.id).execute();
  await expectBoth('ACCOUNT_DISABLED');
  await server.db.updateTable('users').set({ is_active: true }).where('id', '=', person.id).execute();
  await expectBoth('SESSION_REVOKED');
  await set({ revoked_at: null, revoked_reason: null });
  await expectBoth('SESSION_EXPIRED');
});

test('a refresh with the current token gives new tokens, the next generation and the same end', async ({
  server,
  person,
}) => {
  const before = cookieOf(person.browser, 'qp_refresh');
  const [row] = await findSessions(server, person.id);
  const answer = await person.browser.mutate('auth.refresh');
  const [after] = await findSessions(server, person.id);
  expect(answer.status).toBe(200);
  expect(answer.setCookies).toEqual(['qp_access', 'qp_refresh']);
  expect(cookieOf(person.browser, 'qp_refresh')).not.toBe(before);
  expect(after).toMatchObject({ generation: 1, expires_at: row!.expires_at, created_at: row!.created_at });
  expect(answer.data).toEqual({
    accessExpiresAt: expect.any(String),
    sessionExpiresAt: row!.expires_at.toISOString(),
  });
  expect((await person.browser.query('users.me')).data.id).toBe(person.id);
});

test('a refresh with the parent token within ten seconds gives access alone', async ({ server, person }) => {
  const parent = cookieOf(person.browser, 'qp_refresh');
  await rotate(server, parent);
  await moveRotationBack(server, person.id, 8);
  const before = await findSessions(server, person.id);
  for (let count = 0; count < 3; count += 1) {
    const answer = await refreshWith(server, parent);
    expect(answer.status).toBe(200);
    expect(answer.setCookies).toEqual(['qp_access']);
  }
  expect(await findSessions(server, person.id)).toEqual(before);
});

test('a refresh with the parent token recovers a lost answer; the lost token is then theft', async ({
  server,
  person,
}) => {
  const parent = cookieOf(person.browser, 'qp_refresh');
  const lost = await rotate(server, parent);
  await moveRotationBack(server, person.id, 11);
  const recovered = await rotate(server, parent);
  expect(recovered).not.toBe(lost);
  expect(await auditEventsOf(server, person.id)).toContain('refresh-recovered');
  const next = await rotate(server, recovered);
  expectRefusal(await refreshWith(server, lost), 'REFRESH_REUSED');
  expectRefusal(await refreshWith(server, next), 'SESSION_REVOKED');
});

test('a refresh recovers a lost answer again and again', async ({ server, person }) => {
  const parent = cookieOf(person.browser, 'qp_refresh');
  for (let count = 0; count < 3; count += 1) {
    await rotate(server, parent);
    await moveRotationBack(server, person.id, 11);
  }
  const [row] = await findSessions(server, person.id);
  expect(row).toMatchObject({ generation: 3, revoked_at: null });
});

test('a refresh with an older token ends the session, is audited once, and spares the other sessions', async ({
  server,
  person,
}) => {
  const other = server.newBrowser();
  await other.mutate('auth.login', { identifier: person.email, password: person.password });
  const first = cookieOf(person.browser, 'qp_refresh');
  const third = await rotate(server, await rotate(server, first));
  const answers = await Promise.all(Array.from({ length: 10 }, () => refreshWith(server, first)));
  expect(new Set(answers.map((answer) => answer.error?.code))).toContain('REFRESH_REUSED');
  expect(answers.flatMap((answer) => answer.setCookies)).toEqual([]);
  expect((await auditEventsOf(server, person.id)).filter((event) => event === 'refresh-reused')).toHaveLength(
    1,
  );
  expectRefusal(await refreshWith(server, third), 'SESSION_REVOKED');
  expectRefusal(await refreshWith(server, first), 'SESSION_REVOKED');
  expect((await person.browser.query('users.me')).status).toBe(401);
  expect((await other.query('users.me')).status).toBe(200);
});

test('a thief who refreshes within ten seconds after the owner is detected at the second try', async ({
  server,
  person,
}) => {
  const stolen = cookieOf(person.browser, 'qp_refresh');
  await person.browser.mutate('auth.refresh');
  expect((await refreshWith(server, stolen)).setCookies).toEqual(['qp_access']);
  await person.browser.mutate('auth.refresh');
  expectRefusal(await refreshWith(server, stolen), 'REFRESH_REUSED');
  expectRefusal(await person.browser.mutate('auth.refresh'), 'SESSION_REVOKED');
});

test.for([
  ['at once', 0],
  ['after the grace', 11],
] as const)(
  'a thief who refreshes before the owner is detected at the second rotation, the owner coming %s',
  async ([_case, seconds], { server, person }) => {
    const stolen = cookieOf(person.browser, 'qp_refresh');
    const thiefs = await rotate(server, stolen);
    await moveRotationBack(server, person.id, seconds);
    expect((await refreshWith(server, stolen)).status).toBe(200);
    const answers = [await refreshWith(server, thiefs), await refreshWith(server, stolen)];
    expect(answers.map((answer) => answer.error?.code)).toContain('REFRESH_REUSED');
    const [row] = await findSessions(server, person.id);
    expect(row).toMatchObject({ revoked_reason: 'reuse' });
  },
);
