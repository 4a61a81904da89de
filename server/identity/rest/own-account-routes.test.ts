import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test as base } from '#server/testing/fixtures.ts';
import { auditEventsOf, findSessions } from '#server/testing/people.ts';
import { moveSignInBack, registerByRest } from '#server/testing/rest-people.ts';

const test = base.extend('owner', ({ server }) => registerByRest(server));
const newPassword = 'another long passphrase 9';
const newName = () => `ann-${randomUUID().slice(0, 8)}`;

describe('the profile', () => {
  test('nobody reads it without a token, or with a cookie', async ({ server, person }) => {
    const stranger = await server.newBrowser().rest('GET /api/v1/users/me');
    const byCookie = await person.browser.rest('GET /api/v1/auth/me');
    for (const { status, error, headers } of [stranger, byCookie]) {
      expect([status, error?.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect(headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  test('an e-mail in a change is refused with a pointer to the mail flow', async ({ owner }) => {
    const body = { full_name: 'Ann', email: 'new@example.com' };
    const answer = await owner.call('PUT /api/v1/users/me', body, { 'accept-language': 'ru' });
    expect(answer.status).toBe(400);
    expect(answer.error).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: { email: 'UNKNOWN_FIELD' },
      see: 'account.changeEmail',
      detail: expect.stringContaining('account.changeEmail'),
    });
    expect((await owner.call('GET /api/v1/users/me')).data).toMatchObject({ full_name: null });
  });

  test('a field under its name at tRPC is unknown here', async ({ owner }) => {
    const answer = await owner.call('PUT /api/v1/users/me', { fullName: 'Ann', version: 1 });
    expect(answer.error?.fields).toEqual({ fullName: 'UNKNOWN_FIELD', version: 'UNKNOWN_FIELD' });
  });

  test('another username later than ten minutes after a sign-in is refused, and a name is not', async ({
    server,
    owner,
  }) => {
    await moveSignInBack(server, owner.id);
    const renamed = await owner.call('PUT /api/v1/users/me', { username: newName() });
    expect([renamed.status, renamed.error?.code]).toEqual([403, 'REAUTH_REQUIRED']);
    expect((await owner.call('PUT /api/v1/users/me', { full_name: 'Ann' })).status).toBe(200);
  });

  test('a change is answered with the user, and both paths read it', async ({ owner }) => {
    const body = { full_name: 'Ann Lee', username: newName() };
    const changed = await owner.call('PUT /api/v1/users/me', body);
    expect(changed.data).toMatchObject({ ...body, id: owner.id, email: owner.email });
    for (const path of ['/api/v1/users/me', '/api/v1/auth/me'])
      expect((await owner.call(`GET ${path}`)).data).toEqual(changed.data);
    expect((await owner.call('PUT /api/v1/users/me', { full_name: '' })).data.full_name).toBeNull();
  });
});

describe('the password', () => {
  const change = (current: string, next: string) => ({ current_password: current, new_password: next });

  test('a wrong one is refused by its field, and every session lives', async ({ owner }) => {
    const answer = await owner.call('PUT /api/v1/users/me/password', change('wrong', newPassword));
    expect(answer.status).toBe(400);
    expect(answer.error).toMatchObject({
      code: 'CURRENT_PASSWORD_INVALID',
      fields: { current_password: 'CURRENT_PASSWORD_INVALID' },
    });
    expect((await owner.call('GET /api/v1/users/me')).status).toBe(200);
  });

  test('a weak new one is refused by its field', async ({ owner }) => {
    const short = await owner.call('PUT /api/v1/users/me/password', change(owner.password, 'short'));
    expect(short.error).toMatchObject({
      code: 'PASSWORD_TOO_SHORT',
      minimum: 8,
      fields: { new_password: 'PASSWORD_TOO_SHORT' },
    });
    const same = await owner.call('PUT /api/v1/users/me/password', change(owner.password, owner.password));
    expect(same.error?.fields).toEqual({ new_password: 'INVALID' });
  });

  test('a change ends every session, this one too, and opens none', async ({ server, owner }) => {
    await owner.browser.rest('POST /api/v1/auth/login', { email: owner.email, password: owner.password });
    const answer = await owner.call('PUT /api/v1/users/me/password', change(owner.password, newPassword));
    expect([answer.status, answer.body]).toEqual([204, '']);
    const sessions = await findSessions(server, owner.id);
    expect(sessions.map((session) => session.revoked_reason)).toEqual([
      'password-changed',
      'password-changed',
    ]);
    expect((await owner.call('GET /api/v1/users/me')).status).toBe(401);
    const login = { email: owner.email, password: newPassword };
    expect((await owner.browser.rest('POST /api/v1/auth/login', login)).status).toBe(200);
    expect(await auditEventsOf(server, owner.id)).toContain('password-changed');
  });

  test('a change goes on under new tokens when a representation is preferred', async ({ server, owner }) => {
    const prefer = { prefer: 'respond-async, return=representation; foo="a, b"' };
    const body = change(owner.password, newPassword);
    const answer = await owner.call('PUT /api/v1/users/me/password', body, prefer);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('preference-applied')).toBe('return=representation');
    expect(answer.data).toMatchObject({ token_type: 'bearer', refresh_token: expect.any(String) });
    expect((await owner.call('GET /api/v1/users/me')).status).toBe(401);
    const headers = { authorization: `Bearer ${answer.data.access_token}` };
    expect((await server.newBrowser().rest('GET /api/v1/users/me', undefined, { headers })).status).toBe(200);
  });

  test.for([
    'return=minimal',
    'return=representations',
    'noreturn=representation',
    'wait=1; return=representation',
    'foo="a, return=representation"',
  ])('the preference "%s" opens nothing', async (prefer, { owner }) => {
    const body = change(owner.password, newPassword);
    const answer = await owner.call('PUT /api/v1/users/me/password', body, { prefer });
    expect([answer.status, answer.headers.get('preference-applied')]).toEqual([204, null]);
  });
});

describe('the deletion', () => {
  test('it is refused later than ten minutes after a sign-in, and nothing is deleted', async ({
    server,
    owner,
  }) => {
    await moveSignInBack(server, owner.id);
    const answer = await owner.call('DELETE /api/v1/users/me');
    expect([answer.status, answer.error?.code]).toEqual([403, 'REAUTH_REQUIRED']);
    expect((await owner.call('GET /api/v1/users/me')).status).toBe(200);
  });

  test('it takes no password: a body is refused', async ({ owner }) => {
    const answer = await owner.call('DELETE /api/v1/users/me', { password: owner.password });
    expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { password: 'UNKNOWN_FIELD' } });
  });

  test('the last administrator stays', async ({ server, owner }) => {
    await server.db.updateTable('users').set({ role: 'user' }).where('role', '=', 'admin').execute();
    await server.db.updateTable('users').set({ role: 'admin' }).where('id', '=', owner.id).execute();
    const answer = await owner.call('DELETE /api/v1/users/me');
    expect([answer.status, answer.error?.code]).toEqual([409, 'LAST_ADMIN']);
  });

  test('it ends every session, and the right password is told until when it can be undone', async ({
    server,
    owner,
  }) => {
    const answer = await owner.call('DELETE /api/v1/users/me');
    expect([answer.status, answer.body]).toEqual([204, '']);
    expect((await owner.call('GET /api/v1/users/me')).status).toBe(401);
    const login = { email: owner.email, password: owner.password };
    const refused = await owner.browser.rest('POST /api/v1/auth/login', login);
    expect(refused.error).toMatchObject({ code: 'ACCOUNT_DISABLED', deleted_until: expect.any(String) });
    expect(await auditEventsOf(server, owner.id)).toContain('account-deleted');
  });
});
