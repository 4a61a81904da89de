import { expect, test } from 'vitest';
import { auditInputOf, mailsInputOf, usersInputOf } from '#client/identity/admin/admin.rules.ts';

const cursor = '0199f7a0-0000-7000-8000-000000000001';
const params = (query: string) => new URLSearchParams(query);

test('an address without filters asks for the newest users', () => {
  expect(usersInputOf(params(''))).toEqual({ sort: 'createdAt', direction: 'desc' });
});

test('what the server would refuse in an address counts as not said', () => {
  const query = `search=${' '.repeat(5)}&role=owner&state=gone&sort=password&cursor=1&from=2026-13-45&ip=&user=me`;
  expect(usersInputOf(params(query))).toEqual({ sort: 'createdAt', direction: 'desc' });
  expect(auditInputOf(params(query), 'UTC')).toEqual({});
  expect(mailsInputOf(params(query))).toEqual({});
  expect(usersInputOf(params(`search=${'x'.repeat(300)}`)).search).toHaveLength(254);
});

test('what no browser field could hold counts as not said', () => {
  for (const text of ['a%00b', 'a%0Ab', '%E2%80%A8']) {
    expect(usersInputOf(params(`search=${text}`)), `search: ${text}`).toEqual({
      sort: 'createdAt',
      direction: 'desc',
    });
    expect(auditInputOf(params(`ip=${text}`), 'UTC'), `address: ${text}`).toEqual({});
  }
  const cut = usersInputOf(params(`search=${'x'.repeat(253)}😀`)).search;
  expect(cut).toBe('x'.repeat(253));
  for (const day of ['2026-02-31', '0000-01-01', '9999-12-31', '2026-00-10'])
    expect(auditInputOf(params(`from=${day}&to=${day}`), 'Pacific/Kiritimati'), `day: ${day}`).toEqual({});
});

test('every filter of an address reaches the question', () => {
  const query = `search=анна&role=admin&state=disabled&sort=email-asc&cursor=${cursor}`;
  expect(usersInputOf(params(query))).toEqual({
    search: 'анна',
    role: 'admin',
    isActive: false,
    sort: 'email',
    direction: 'asc',
    cursor,
  });
  expect(usersInputOf(params('state=active')).isActive).toBe(true);
  expect(mailsInputOf(params('state=failed'))).toEqual({ state: 'failed' });
});

test('a span of days begins and ends at midnights of the zone, its last day included', () => {
  const query = 'from=2026-11-01&to=2026-11-01&event=signed-in';
  expect(auditInputOf(params(query), 'Europe/Moscow')).toEqual({
    event: 'signed-in',
    from: '2026-10-31T21:00:00.000Z',
    to: '2026-11-01T21:00:00.000Z',
  });
});
