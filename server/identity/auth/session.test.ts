import { sql } from 'kysely';
import { expect, onTestFinished } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import {
  cookieOf,
  findSessions,
  mintAccess,
  moveRotationBack,
  signIn,
  type Person,
} from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const test = withServer()
  .extend('access', ({ person }) => cookieOf(person.browser, 'qp_access'))
  .extend('refresh', ({ person }) => cookieOf(person.browser, 'qp_refresh'))
  .extend('row', async ({ server, person }) => (await findSessions(server, person.id))[0]!);

const nobody = {
  user: null,
  canRefresh: false,
  accessExpiresAt: null,
  sessionExpiresAt: null,
  appOrigin: 'http://localhost:3000',
  features: {
    registration: true,
    mails: true,
    outbox: true,
    passkeys: true,
    confirmedEmailOnly: false,
  },
};

/** What `auth.session` tells a caller with these headers; it must never be a refusal, and write nothing. */
async function ask(server: TestServer, person: Person, headers: Record<string, string>) {
  const before = await findSessions(server, person.id);
  const answer = await server.newBrowser().query('auth.session', undefined, { headers });
  expect(answer.status).toBe(200);
  expect(answer.setCookies).toEqual([]);
  expect(await findSessions(server, person.id)).toEqual(before);
  return answer.data;
}

function askWithCookies(server: TestServer, person: Person, cookies: { access?: string; refresh?: string }) {
  const pairs = Object.entries(cookies).map(([name, value]) => `qp_${name}=${value}`);
  return ask(server, person, { cookie: pairs.join('; ') });
}

function moveSession(server: TestServer, person: Person, change: object) {
  return server.db.updateTable('sessions').set(change).where('user_id', '=', person.id).execute();
}

test('auth.session says whether registration is open', async () => {
  const closed = await startTestServer({ environment: { REGISTRATION: 'closed' } });
  onTestFinished(() => closed.close());
  const { data } = await closed.newBrowser().query('auth.session');
  expect(data.features).toEqual({ ...nobody.features, registration: false });
});

test('auth.session reports nobody without cookies, and with malformed or forged ones', async ({
  server,
  person,
  access,
}) => {
  const forged = `${access.slice(0, -2)}AA`;
  for (const cookie of [
    '',
    'qp_access=',
    'qp_access=x; qp_refresh=y',
    `qp_access=${forged}`,
    'qp_access=j:{}',
  ])
    expect(await ask(server, person, { cookie })).toEqual(nobody);
});

test.for([
  ['as JSON', (token: string) => `j:"${token}"`],
  ['as JSON that is percent-encoded', (token: string) => `j%3A%22${token}%22`],
  ['percent-encoded', (token: string) => `%${token.charCodeAt(0).toString(16)}${token.slice(1)}`],
] as const)(
  'auth.session does not decode a cookie whose token is written %s',
  async ([_how, write], { server, person, access, refresh }) => {
    expect(await askWithCookies(server, person, { access: write(access), refresh: write(refresh) })).toEqual(
      nobody,
    );
  },
);

test('auth.session reports the user of the access cookie and the ends of access and session', async ({
  server,
  person,
  access,
  refresh,
  row,
}) => {
  const data = await askWithCookies(server, person, { access, refresh });
  expect(data).toMatchObject({ user: { id: person.id }, canRefresh: true });
  expect(data.sessionExpiresAt).toBe(row.expires_at.toISOString());
  const minutes = (Date.parse(data.accessExpiresAt) - row.created_at.getTime()) / 60_000;
  expect(minutes).toBeGreaterThan(14.98);
  expect(minutes).toBeLessThanOrEqual(15);
});

test('auth.session reports the user of an access cookie alone, which cannot refresh', async ({
  server,
  person,
  access,
  row,
}) => {
  const data = await askWithCookies(server, person, { access });
  expect(data).toMatchObject({ user: { id: person.id }, canRefresh: false });
  expect(data.sessionExpiresAt).toBe(row.expires_at.toISOString());
});

test.for([
  ['has expired', { issuedAgo: 900, expiresIn: 0 }],
  ['comes from the future', { issuedAgo: -30, expiresIn: 900 }],
] as const)(
  "auth.session ignores an access cookie that %s, and reports the refresh cookie's session",
  async ([_case, times], { server, person, refresh, row }) => {
    const stale = await mintAccess(server, row, times);
    expect(await askWithCookies(server, person, { access: stale })).toEqual(nobody);
    expect(await askWithCookies(server, person, { access: stale, refresh })).toEqual({
      ...nobody,
      canRefresh: true,
      sessionExpiresAt: row.expires_at.toISOString(),
    });
  },
);

test("auth.session reports the end of the access cookie's session when the refresh cookie names another", async ({
  server,
  person,
  access,
  row,
}) => {
  const other = await signIn(server, person, true);
  const data = await askWithCookies(server, person, { access, refresh: cookieOf(other, 'qp_refresh') });
  expect(data).toMatchObject({ canRefresh: true, sessionExpiresAt: row.expires_at.toISOString() });
});

test('auth.session reports that a refresh cookie alone can refresh', async ({
  server,
  person,
  refresh,
  row,
}) => {
  expect(await askWithCookies(server, person, { refresh })).toEqual({
    ...nobody,
    canRefresh: true,
    sessionExpiresAt: row.expires_at.toISOString(),
  });
});

test('auth.session reports that a parent token can refresh and an older one cannot', async ({
  server,
  person,
  refresh,
}) => {
  await person.browser.mutate('auth.refresh');
  expect(await askWithCookies(server, person, { refresh })).toMatchObject({ canRefresh: true });
  await moveRotationBack(server, person.id, 11);
  expect(await askWithCookies(server, person, { refresh })).toMatchObject({ canRefresh: true });
  await person.browser.mutate('auth.refresh');
  expect(await askWithCookies(server, person, { refresh })).toEqual(nobody);
});

test.for([
  ['revoked', { revoked_at: sql`now()`, revoked_reason: 'logout' }],
  ['expired', { expires_at: sql`now()` }],
] as const)(
  'auth.session reports nobody for a session that is %s',
  async ([_case, change], { server, person, access, refresh }) => {
    await moveSession(server, person, change);
    expect(await askWithCookies(server, person, { access, refresh })).toEqual(nobody);
  },
);

test('auth.session reports nobody for a disabled user', async ({ server, person, access, refresh }) => {
  await server.db.updateTable('users').set({ is_active: false }).where('id', '=', person.id).execute();
  expect(await askWithCookies(server, person, { access, refresh })).toEqual(nobody);
});

test("auth.session reports that a Bearer session's token in a cookie cannot refresh", async ({
  server,
  person,
  refresh,
}) => {
  await moveSession(server, person, { channel: 'bearer' });
  expect(await askWithCookies(server, person, { refresh })).toEqual(nobody);
});

test.for(['', 'Bearer', 'Basic eDp5', 'Bearer x.y.z'])(
  'auth.session ignores cookies beside the Authorization header "%s"',
  async (authorization, { server, person, access, refresh }) => {
    expect(
      await ask(server, person, { authorization, cookie: `qp_access=${access}; qp_refresh=${refresh}` }),
    ).toEqual(nobody);
  },
);

test('auth.session reports the user of a Bearer token, who can never refresh', async ({
  server,
  person,
  access,
  refresh,
  row,
}) => {
  const data = await ask(server, person, {
    authorization: `Bearer ${access}`,
    cookie: `qp_refresh=${refresh}`,
  });
  expect(data).toMatchObject({ user: { id: person.id }, canRefresh: false });
  expect(data.sessionExpiresAt).toBe(row.expires_at.toISOString());
});

test('auth.session ignores a cookie that comes twice, with the same value too', async ({
  server,
  person,
  access,
  refresh,
}) => {
  expect(await ask(server, person, { cookie: `qp_access=${access}; qp_access=${access}` })).toEqual(nobody);
  const data = await ask(server, person, {
    cookie: `qp_refresh=x; qp_access=${access}; qp_refresh=${refresh}`,
  });
  expect(data).toMatchObject({ user: { id: person.id }, canRefresh: false });
});
