import { expect, test } from 'vitest';
import { isHandheld } from '#client/lib/device.ts';

test.each([
  null,
  'Chrome 153, Windows',
  'Samsung Internet 26, Windows',
  'Firefox 152, Linux',
  'Android Studio 4, macOS',
])('%s is drawn as a computer', (device) => {
  expect(isHandheld(device)).toBe(false);
});

const handhelds = [
  'Chrome 153, Android',
  'Safari 26, iPhone',
  'Safari 26, iPad',
  'Chrome 112, Samsung',
  'iOS',
];

test.each(handhelds)('%s is drawn as a phone', (device) => {
  expect(isHandheld(device)).toBe(true);
});
