import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import { lossless, lossy, webp } from '#server/testing/webp.ts';

const picture = webp(lossy(256, 256));
/** Its head, chunk and frame take 30 bytes. */
const largest = webp(lossy(256, 256, { bytes: 40 * 1024 - 30 }));
const tooLarge = webp(lossy(256, 256, { bytes: 40 * 1024 - 28 }));

const setAvatar = ({ browser }: Pick<Person, 'browser'>, image: unknown) =>
  browser.mutate('users.setAvatar', { image });

const read = (server: TestServer, path: string, method = 'GET') => fetch(server.url + path, { method });

test('a stranger gives nobody a picture', async ({ server }) => {
  const { error } = await setAvatar({ browser: server.newBrowser() }, picture.toString('base64'));
  expect(error).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test.for<[string, unknown, string]>([
  ['a number', 1, 'INVALID'],
  ['nothing', '', 'INVALID'],
  ['no base64', '<svg onload=alert(1)>', 'INVALID'],
  ['base64 with a line break', `${picture.toString('base64')}\n`, 'INVALID'],
  ['another kind of file', Buffer.from('GIF89a').toString('base64'), 'INVALID'],
  ['another size', webp(lossy(512, 512)).toString('base64'), 'INVALID'],
  ['no square', webp(lossless(256, 255)).toString('base64'), 'INVALID'],
  ['a few bytes over 40 KB', tooLarge.toString('base64'), 'INVALID'],
  ['a text over 40 KB', `${largest.toString('base64')}AAAA`, 'TOO_LONG'],
])('a picture that is %s is refused, and the present one stays', async ([, image, code], { person }) => {
  await setAvatar(person, picture.toString('base64'));
  const before = (await person.browser.query('users.me')).data;
  const { status, error } = await setAvatar(person, image);
  expect([status, error?.fields]).toEqual([400, { image: code }]);
  expect((await person.browser.query('users.me')).data).toEqual(before);
});

test('a picture of 40 KB is read by everybody under a random address, and browsers keep it', async ({
  server,
  person,
}) => {
  const { data } = await setAvatar(person, largest.toString('base64'));
  expect(data).toEqual((await person.browser.query('users.me')).data);
  expect(data.avatarUrl).toMatch(/^\/api\/avatars\/[\da-f-]{14}4[\da-f-]{21}$/);
  const answer = await read(server, data.avatarUrl);
  expect(Buffer.from(await answer.arrayBuffer()).equals(largest)).toBe(true);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  expect(answer.headers.has('set-cookie')).toBe(false);
  expect((await read(server, data.avatarUrl, 'HEAD')).headers.get('content-length')).toBe('40960');
});

test('another picture has another address, and the former one is gone', async ({ server, person }) => {
  const first = (await setAvatar(person, picture.toString('base64'))).data;
  const second = (await setAvatar(person, webp(lossless(256, 256)).toString('base64'))).data;
  expect(second.version).toBe(first.version + 1);
  expect(second.avatarUrl).not.toBe(first.avatarUrl);
  expect((await read(server, first.avatarUrl)).status).toBe(404);
  expect((await read(server, second.avatarUrl)).status).toBe(200);
});

test('of two pictures at once one stays, under the address that the profile names', async ({
  server,
  person,
}) => {
  await Promise.all([1, 2, 3].map(() => setAvatar(person, picture.toString('base64'))));
  const { avatarUrl } = (await person.browser.query('users.me')).data;
  expect((await read(server, avatarUrl)).status).toBe(200);
});

test('a picture that was removed is read no longer', async ({ server, person }) => {
  const { avatarUrl } = (await setAvatar(person, picture.toString('base64'))).data;
  expect((await setAvatar(person, null)).data.avatarUrl).toBeNull();
  expect((await setAvatar(person, null)).data.avatarUrl).toBeNull();
  expect((await read(server, avatarUrl)).status).toBe(404);
});

test('the picture of a disabled or deleted account is read no longer', async ({ server }) => {
  const person = await registerPerson(server);
  const { avatarUrl } = (await setAvatar(person, picture.toString('base64'))).data;
  await person.browser.mutate('account.delete', { password: person.password });
  expect((await read(server, avatarUrl)).status).toBe(404);
});

test.for([
  '/api/avatars',
  '/api/avatars/',
  `/api/avatars/${randomUUID()}`,
  `/api/avatars/${randomUUID()}/`,
  '/api/avatars/%00',
  '/api/avatars/..%2f..%2fetc',
])('the path %s, which no picture has, is answered with 404 as JSON', async (path, { server }) => {
  const answer = await read(server, path);
  expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'NOT_FOUND' }]);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('a picture cannot be written by its address', async ({ server, person }) => {
  const { avatarUrl } = (await setAvatar(person, picture.toString('base64'))).data;
  expect((await read(server, avatarUrl, 'DELETE')).status).toBe(404);
  expect((await read(server, avatarUrl)).status).toBe(200);
});

test("one's own picture is part of the data export", async ({ person }) => {
  const { browser } = person;
  expect((await browser.mutate('account.exportData')).data.avatar).toBeNull();
  await setAvatar(person, picture.toString('base64'));
  const { data } = await browser.mutate('account.exportData');
  expect(data.avatar).toEqual({ image: picture.toString('base64'), setAt: expect.any(String) });
});
