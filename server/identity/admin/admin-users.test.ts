import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { insertPasskey } from '#server/testing/factor-input.ts';
import { enableTotp, verifyEmailOf } from '#server/testing/factors.ts';
import { test } from '#server/testing/fixtures.ts';
import { registerAdmin, registerPerson, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const emailsOf = (data: { items: { email: string }[] }) => data.items.map(({ email }) => email);
const list = ({ browser }: Person, input?: unknown) => browser.query('admin.users.list', input);

async function nameOne(
  server: TestServer,
  fields: { email?: string; full_name?: string; username?: string },
) {
  const person = await registerPerson(server);
  await server.db.updateTable('users').set(fields).where('id', '=', person.id).execute();
  return person;
}

test('a person who is no administrator reads nobody, whatever they ask', async ({ server, person }) => {
  const other = await registerPerson(server);
  expect((await list(person)).error?.code).toBe('FORBIDDEN');
  const detail = await person.browser.query('admin.users.get', { userId: other.id });
  expect(detail.error?.code).toBe('FORBIDDEN');
});

test('an unknown field, sort or order is refused before anything is read', async ({ server }) => {
  const admin = await registerAdmin(server);
  for (const input of [
    { role: 'owner' },
    { sort: 'hashed_password' },
    { direction: 'up' },
    { limit: 101 },
    { limit: 0 },
    { hasPassword: true },
    { search: 'a\u0000b' },
    { search: 'x'.repeat(255) },
  ])
    expect((await list(admin, input)).error?.code, `asked: ${JSON.stringify(input)}`).toBe(
      'VALIDATION_FAILED',
    );
});

test('a cursor that is no id is refused, and one that names nobody leads to an empty page', async ({
  server,
}) => {
  const admin = await registerAdmin(server);
  expect((await list(admin, { cursor: "' or 1=1 --" })).error?.code).toBe('VALIDATION_FAILED');
  for (const sort of ['createdAt', 'email', 'username']) {
    const { data } = await list(admin, { cursor: randomUUID(), sort });
    expect(data).toMatchObject({ items: [], nextCursor: null });
  }
});

test('a list holds nothing that signs in, and a detail holds no token', async ({ server, person }) => {
  const admin = await registerAdmin(server);
  const { data: page } = await list(admin, { search: person.email });
  expect(Object.keys(page.items[0]).toSorted()).toEqual([
    'avatarUrl',
    'createdAt',
    'email',
    'emailVerified',
    'fullName',
    'id',
    'isActive',
    'lastLoginAt',
    'maxChats',
    'role',
    'username',
  ]);
  const { data, body } = await admin.browser.query('admin.users.get', { userId: person.id });
  expect(data.user).toMatchObject({ id: person.id, email: person.email });
  expect(data.sessions).toHaveLength(1);
  expect(body).not.toMatch(/hash|token/i);
});

test('a detail tells of second factors by name and number, and holds nothing that proves one', async ({
  server,
  person,
}) => {
  const admin = await registerAdmin(server);
  const get = () => admin.browser.query('admin.users.get', { userId: person.id });
  expect((await get()).data.factors).toEqual({ totp: null, passkeys: [], recoveryCodesLeft: 0 });
  await verifyEmailOf(server, person);
  await person.browser.mutate('factors.beginTotp');
  expect((await get()).data.factors.totp).toBeNull();
  const { secret, recoveryCodes } = await enableTotp(server, person);
  await insertPasskey(server, person.id);
  const { data, body } = await get();
  expect(data.factors).toEqual((await person.browser.query('factors.list')).data);
  expect(data.factors).toMatchObject({
    totp: { enabledAt: expect.any(String) },
    passkeys: [{ name: 'Key', lastUsedAt: null }],
    recoveryCodesLeft: 10,
  });
  for (const hidden of [secret, ...recoveryCodes]) expect(body).not.toContain(hidden);
  expect(body).not.toMatch(/secret|public|credential|counter/i);
});

test('an unknown id and a deleted account are answered alike, and a deleted one is in no list', async ({
  server,
}) => {
  const admin = await registerAdmin(server);
  const leaver = await registerPerson(server);
  await leaver.browser.mutate('account.delete', { password: leaver.password });
  const get = (userId: string) => admin.browser.query('admin.users.get', { userId });
  for (const id of [leaver.id, randomUUID()]) expect((await get(id)).error?.code).toBe('NOT_FOUND');
  expect((await list(admin, { search: leaver.email })).data).toMatchObject({ items: [], total: 0 });
});

test('a search finds the beginning of an e-mail, a username, a full name and what follows its first word', async ({
  server,
}) => {
  const admin = await registerAdmin(server);
  const mark = randomUUID().slice(0, 8);
  const one = await nameOne(server, {
    email: `Иван${mark}@пример.рф`,
    username: `vanya-${mark}`,
    full_name: `Иван${mark} Сергеевич Ёлкин${mark}`,
  });
  const find = async (search: string) =>
    (await list(admin, { search })).data.items.map(({ id }: { id: string }) => id);
  for (const search of [
    `иван${mark}@ПРИМЕР.рф`,
    `ИВАН${mark}@xn--e1afmkfd.xn--p1ai`,
    `vanya-${mark}`,
    ` VANYA-${mark.slice(0, 7)} `,
    `иван${mark} сер`,
  ])
    expect(await find(search), `sought: ${search}`).toEqual([one.id]);
  await server.db
    .updateTable('users')
    .set({ full_name: `Пётр Ёлкин${mark}` })
    .where('id', '=', one.id)
    .execute();
  expect(await find(`ёлкин${mark}`)).toEqual([one.id]);
  for (const search of [`кин${mark}`, `%${mark}`, `_anya-${mark}`, `vanya-${mark}'`])
    expect(await find(search), `sought: ${search}`).toEqual([]);
});

test('pages of every order meet without a gap and without a double, also over equal times', async ({
  server,
}) => {
  const admin = await registerAdmin(server);
  const mark = randomUUID().slice(0, 8);
  await sql`insert into users (email, username, hashed_password, created_at)
    select ${mark} || n || '@example.com', ${mark} || 'n' || n, 'none', date_trunc('day', now()) - make_interval(days => n / 4)
    from generate_series(1, 11) as n`.execute(server.db);
  for (const sort of ['createdAt', 'email', 'username'])
    for (const direction of ['asc', 'desc']) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { data } = await list(admin, {
          search: mark,
          sort,
          direction,
          limit: 4,
          ...(cursor && { cursor }),
        });
        expect(data).toMatchObject({ total: 11, isTotalExact: true });
        seen.push(...emailsOf(data));
        cursor = data.nextCursor ?? undefined;
      } while (cursor);
      expect([seen.length, new Set(seen).size], `${sort} ${direction}`).toEqual([11, 11]);
      const whole = emailsOf((await list(admin, { search: mark, sort, direction })).data);
      expect(seen).toEqual(whole);
    }
});

test('filters leave who fits, and the total counts them alone', async ({ server }) => {
  const admin = await registerAdmin(server);
  const mark = randomUUID().slice(0, 8);
  const people = [];
  for (const n of [1, 2, 3]) people.push(await nameOne(server, { email: `${mark}${n}@example.com` }));
  const set = (id: string, change: { role?: 'admin'; is_active?: false }) =>
    server.db.updateTable('users').set(change).where('id', '=', id).execute();
  await set(people[0]!.id, { role: 'admin' });
  await set(people[1]!.id, { is_active: false });
  const find = async (filters: object) => {
    const { data } = await list(admin, { search: mark, sort: 'email', ...filters });
    expect(data.total).toBe(data.items.length);
    return emailsOf(data).map((email) => email.slice(8, 9));
  };
  expect(await find({ role: 'admin' })).toEqual(['1']);
  expect(await find({ isActive: false })).toEqual(['2']);
  expect(await find({ isActive: true })).toEqual(['1', '3']);
  expect(await find({ role: 'user', isActive: true, direction: 'desc' })).toEqual(['3']);
});

test('beyond ten thousand a total is the least there are, and says so', async ({ server }) => {
  const admin = await registerAdmin(server);
  for (const [from, to] of [
    [1, 2500],
    [2501, 5000],
    [5001, 7500],
    [7501, 10_001],
  ])
    await sql`insert into users (email, username, hashed_password) select 'many' || n || '@example.com', 'many' || n, 'none'
      from generate_series(${from}::int, ${to}::int) as n`.execute(server.db);
  expect((await list(admin)).data).toMatchObject({ total: 10_000, isTotalExact: false });
  const { data } = await list(admin, { search: 'MANY', sort: 'username', limit: 2 });
  expect(data).toMatchObject({ total: 10_000, isTotalExact: false });
  expect(data.items.map(({ username }: { username: string }) => username)).toEqual(['many1', 'many10']);
  const { data: next } = await list(admin, {
    search: 'many',
    sort: 'username',
    limit: 1,
    cursor: data.nextCursor,
  });
  expect(next.items[0].username).toBe('many100');
});
