import { expect, test } from 'vitest';
import { loginPath, safeReturnPath } from '#client/session/return-path.ts';

test.each([
  null,
  '',
  'settings',
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/%0a/evil.example',
  '/%0D%0A/evil.example',
  '/%5cevil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/\u202eelpmaxe',
  '/\u0000',
  ' /settings',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  '/login?next=/login',
  '/register',
])('the return path %j leads to the dashboard instead', (next) => {
  expect(safeReturnPath(next)).toBe('/');
});

test.each([
  '/',
  '/settings/profile',
  '/admin/users?search=%D0%B8&sort=email#row-2',
  '/поиск?q=a//b',
  '/a:b@c',
])('the return path %s is followed after sign-in', (next) => {
  expect(safeReturnPath(next)).toBe(next.replace('/поиск', encodeURI('/поиск')));
});

test('the address of the sign-in page keeps the path, query and fragment to return to', () => {
  const address = new URL(loginPath('/admin/users?role=admin&page=2#top'), 'http://localhost');

  expect(safeReturnPath(address.searchParams.get('next'))).toBe('/admin/users?role=admin&page=2#top');
});

test('the address of the sign-in page has no return path for the dashboard', () => {
  expect(loginPath('/')).toBe('/login');
});
