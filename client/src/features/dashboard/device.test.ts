import { expect, test } from 'vitest';
import { deviceOf } from '#client/features/dashboard/device.ts';

const gecko = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test('a client that says nothing of itself is no device in particular', () => {
  expect(deviceOf(null)).toEqual({ browser: null, system: null, isPhone: false });
});

test.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${gecko} Chrome/150.0 Safari/537.36 Edg/150.0`,
    'Edge',
    'Windows',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0) ${gecko} Chrome/148.0 YaBrowser/26.9 Safari/537.36`,
    'Yandex Browser',
    'Windows',
  ],
  [`Mozilla/5.0 (X11; Linux x86_64) ${gecko} Chrome/150.0 Safari/537.36`, 'Chrome', 'Linux'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15.7; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox', 'macOS'],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) ${gecko} CriOS/150.0 Mobile Safari/604.1`,
    'Chrome',
    'iPhone',
  ],
])('the owner of %s recognises it', (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toMatchObject({ browser, system });
});
