import { expect, test } from 'vitest';
import { deviceName } from '#server/security/device-name.ts';

const webKit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const blink = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  [
    `(iPhone; CPU iPhone OS 18_6 like Mac OS X) ${webKit} Version/18.6 Mobile/15E148 Safari/604.1`,
    'Safari 18, iPhone',
  ],
  [`(iPad; CPU OS 16_6 like Mac OS X) ${webKit} Version/16.6 Mobile/15E148 Safari/604.1`, 'Safari 16, iPad'],
  [
    `(iPhone; CPU iPhone OS 17_5 like Mac OS X) ${webKit} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1`,
    'Chrome 126, iPhone',
  ],
  [
    `(Linux; Android 10; K) ${blink} SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36`,
    'Samsung Internet 26, Android',
  ],
  [
    `(Linux; Android 13; SAMSUNG SM-S911B) ${blink} SamsungBrowser/21.0 Chrome/110.0.5481.154 Mobile Safari/537.36`,
    'Samsung Internet 21, Samsung',
  ],
  [`(Linux; Android 13; SM-S901B) ${blink} Chrome/112.0.0.0 Mobile Safari/537.36`, 'Chrome 112, Samsung'],
  [`(Linux; Android 13; Pixel 7) ${blink} Chrome/112.0.0.0 Mobile Safari/537.36`, 'Chrome 112, Pixel'],
  [`(Linux; Android 10; K) ${blink} Chrome/153.0.0.0 Mobile Safari/537.36`, 'Chrome 153, Android'],
  [
    `(Windows NT 10.0; Win64; x64) ${blink} Chrome/134.0.0.0 Safari/537.36 Edg/134.0.0.0`,
    'Edge 134, Windows',
  ],
  [
    `(Windows NT 10.0; Win64; x64) ${blink} Chrome/130.0.0.0 YaBrowser/24.12.0.0 Safari/537.36`,
    'Yandex Browser 24, Windows',
  ],
  ['(X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0', 'Firefox 152, Linux'],
  [`(Macintosh; Intel Mac OS X 10_15_7) ${webKit} Version/18.6 Safari/605.1.15`, 'Safari 18, macOS'],
])('a browser that says %s is named as people name it', (details, name) => {
  expect(deviceName(`Mozilla/5.0 ${details}`)).toBe(name);
});

test.each([null, '', 'curl/8.5.0', 'SM-S911B Pixel'])('a client that says %j has no name', (userAgent) => {
  expect(deviceName(userAgent)).toBeNull();
});

test.each([
  ['Your account is locked, visit evil.example/unlock 1.0 now', null],
  ['Call +7 900 000-00-00 now/1.0 (x)', null],
  ['evil.example/1 (X11; Linux x86_64) y', 'Linux'],
])('what a stranger wrote into %j is told to nobody', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});
