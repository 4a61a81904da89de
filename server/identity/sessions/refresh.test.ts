import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deriveKeys } from '#server/security/keys.ts';
import { createRefreshTokens } from '#server/security/refresh-token.ts';
import {
  cookieOf,
  findSessions,
  moveRotationBack,
  refreshWith,
  registerPerson,
  auditEventsOf,
  setCookieOf,
  type Person,
} from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  person = await registerPerson(server);
});

function expectRefusal(answer: Answer, code: string) {
  expect({ status: answer.status, code: answer.error?.code }).toEqual({ status: 401, code });
  expect(answer.setCookies).toEqual([]);
}

function linesOf(event: string): string[] {
  return server.logLines.filter((line) => line.includes(`"${event}"`));
}

/** Presents the token and expects that no row was touched. */
async function expectRefusalWithoutTrace(token: string, code: string) {
  const before = await findSessions(server, person.id);
  expectRefusal(await refreshWith(server, token), code);
  expect(await findSessions(server, person.id)).toEqual(before);
}

async function rotate(token: string): Promise<string> {
  const next = setCookieOf(await refreshWith(server, token), 'qp_refresh');
  if (next === undefined) throw new Error('no refresh token was handed out');
  return next;
}

describe('what proves nothing', () => {
  test.each([
    ['no cookie', {}],
    ['an empty cookie', { cookie: 'qp_refresh=' }],
  ])('%s is UNAUTHENTICATED', async (_case, headers) => {
    expectRefusal(
      await server.newBrowser().mutate('auth.refresh', undefined, { headers }),
      'UNAUTHENTICATED',
    );
  });

  test('a cookie that stands twice is UNAUTHENTICATED, in either order', async () => {
    const token = cookieOf(person.browser, 'qp_refresh');
    for (const cookie of [`qp_refresh=${token}; qp_refresh=x`, `qp_refresh=; qp_refresh=${token}`])
      expectRefusal(
        await server.newBrowser().mutate('auth.refresh', undefined, { headers: { cookie } }),
        'UNAUTHENTICATED',
      );
  });

  test.each(['', 'Bearer', 'Basic eDp5', 'Bearer of bad news'])(
    'an Authorization header "%s" takes the cookie its say',
    async (authorization) => {
      const answer = await person.browser.mutate('auth.refresh', undefined, { headers: { authorization } });
      expectRefusal(answer, 'UNAUTHENTICATED');
    },
  );
});

describe('what no session knows', () => {
  test.each(['x', 'qpr1.', `qpr1.${'A'.repeat(112)}`, `qpr1.${'A'.repeat(113)}`, 'j:{"a":1}', '%E0%A4%A'])(
    'a malformed or forged token %s is REFRESH_INVALID and leaves no trace',
    (token) => expectRefusalWithoutTrace(token, 'REFRESH_INVALID'),
  );

  test('a genuine token of no session, and one of the future, leave no trace', async () => {
    const tokens = createRefreshTokens(deriveKeys(server.config.authSecrets).refreshToken);
    const [session] = await findSessions(server, person.id);
    const unknown = tokens.mint({ userId: person.id, sessionId: randomUUID(), generation: 0 });
    const future = tokens.mint({ userId: person.id, sessionId: session!.id, generation: 1 });
    const twin = tokens.mint({ userId: person.id, sessionId: session!.id, generation: 0 });
    for (const { token } of [unknown, future, twin])
      await expectRefusalWithoutTrace(token, 'REFRESH_INVALID');
    expect((await person.browser.query('users.me')).status).toBe(200);
  });

  test("a bearer session's token in a cookie is REFRESH_INVALID, whatever its age, and ends nothing", async () => {
    const first = cookieOf(person.browser, 'qp_refresh');
    const third = await rotate(await rotate(first));
    await server.db
      .updateTable('sessions')
      .set({ channel: 'bearer' })
      .where('user_id', '=', person.id)
      .execute();
    for (const token of [first, third]) await expectRefusalWithoutTrace(token, 'REFRESH_INVALID');
  });
});

test('a token that was refused stands in the log by its code, and nothing of it does', async () => {
  const before = linesOf('refresh-refused').length;
  const token = `qpr1.${'Q'.repeat(112)}`;
  await refreshWith(server, token);
  const [line] = linesOf('refresh-refused').slice(before);
  expect(line).toContain('REFRESH_INVALID');
  expect(server.logLines.join()).not.toContain('QQQQ');
});

describe('what has ended', () => {
  const ended = { revoked_at: sql<Date>`now()`, revoked_reason: 'logout', expires_at: sql<Date>`now()` };

  test('disabled is told before revoked, revoked before expired, to current and old tokens alike', async () => {
    const old = cookieOf(person.browser, 'qp_refresh');
    const current = await rotate(await rotate(old));
    const set = (change: object) =>
      server.db.updateTable('sessions').set(change).where('user_id', '=', person.id).execute();
    const expectBoth = async (code: string) => {
      for (const token of [old, current]) await expectRefusalWithoutTrace(token, code);
    };
    await set(ended);
    await server.db.updateTable('users').set({ is_active: false }).where('id', '=', person.id).execute();
    await expectBoth('ACCOUNT_DISABLED');
    await server.db.updateTable('users').set({ is_active: true }).where('id', '=', person.id).execute();
    await expectBoth('SESSION_REVOKED');
    await set({ revoked_at: null, revoked_reason: null });
    await expectBoth('SESSION_EXPIRED');
  });
});

describe('what goes on', () => {
  test('the current token rotates: new tokens, the next generation, the same end', async () => {
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

  test('the parent within ten seconds gets access alone, as often as it asks', async () => {
    const parent = cookieOf(person.browser, 'qp_refresh');
    await rotate(parent);
    await moveRotationBack(server, person.id, 8);
    const before = await findSessions(server, person.id);
    for (let count = 0; count < 3; count += 1) {
      const answer = await refreshWith(server, parent);
      expect(answer.status).toBe(200);
      expect(answer.setCookies).toEqual(['qp_access']);
    }
    expect(await findSessions(server, person.id)).toEqual(before);
  });

  test('a lost answer is recovered with a new successor; the lost one is theft from then on', async () => {
    const parent = cookieOf(person.browser, 'qp_refresh');
    const lost = await rotate(parent);
    await moveRotationBack(server, person.id, 11);
    const recovered = await rotate(parent);
    expect(recovered).not.toBe(lost);
    expect(await auditEventsOf(server, person.id)).toContain('refresh-recovered');
    const next = await rotate(recovered);
    expectRefusal(await refreshWith(server, lost), 'REFRESH_REUSED');
    expectRefusal(await refreshWith(server, next), 'SESSION_REVOKED');
  });

  test('an answer that is lost again and again is recovered again and again', async () => {
    const parent = cookieOf(person.browser, 'qp_refresh');
    for (let count = 0; count < 3; count += 1) {
      await rotate(parent);
      await moveRotationBack(server, person.id, 11);
    }
    const [row] = await findSessions(server, person.id);
    expect(row).toMatchObject({ generation: 3, revoked_at: null });
  });
});

describe('theft', () => {
  test('an older token ends the session at once, is logged once, and spares the other sessions', async () => {
    const other = server.newBrowser();
    await other.mutate('auth.login', { identifier: person.email, password: person.password });
    const first = cookieOf(person.browser, 'qp_refresh');
    const third = await rotate(await rotate(first));
    const answers = await Promise.all(Array.from({ length: 10 }, () => refreshWith(server, first)));
    expect(new Set(answers.map((answer) => answer.error?.code))).toContain('REFRESH_REUSED');
    expect(answers.flatMap((answer) => answer.setCookies)).toEqual([]);
    expect(
      (await auditEventsOf(server, person.id)).filter((event) => event === 'refresh-reused'),
    ).toHaveLength(1);
    expectRefusal(await refreshWith(server, third), 'SESSION_REVOKED');
    expectRefusal(await refreshWith(server, first), 'SESSION_REVOKED');
    expect((await person.browser.query('users.me')).status).toBe(401);
    expect((await other.query('users.me')).status).toBe(200);
  });

  test('a thief who follows the owner within ten seconds gets one access token and is told at his second try', async () => {
    const stolen = cookieOf(person.browser, 'qp_refresh');
    await person.browser.mutate('auth.refresh');
    expect((await refreshWith(server, stolen)).setCookies).toEqual(['qp_access']);
    await person.browser.mutate('auth.refresh');
    expectRefusal(await refreshWith(server, stolen), 'REFRESH_REUSED');
    expectRefusal(await person.browser.mutate('auth.refresh'), 'SESSION_REVOKED');
  });

  test.each([
    ['at once', 0],
    ['after the grace', 11],
  ])(
    'a thief who goes before the owner, the owner coming %s, is told at the second rotation',
    async (_case, seconds) => {
      const stolen = cookieOf(person.browser, 'qp_refresh');
      const thiefs = await rotate(stolen);
      await moveRotationBack(server, person.id, seconds);
      expect((await refreshWith(server, stolen)).status).toBe(200);
      const answers = [await refreshWith(server, thiefs), await refreshWith(server, stolen)];
      expect(answers.map((answer) => answer.error?.code)).toContain('REFRESH_REUSED');
      const [row] = await findSessions(server, person.id);
      expect(row).toMatchObject({ revoked_reason: 'reuse' });
    },
  );
});
