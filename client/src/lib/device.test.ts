import { expect, test } from 'vitest';
import { isHandheld } from '#client/lib/device.ts';

test.each([null, 'Chrome 153, Windows', 'Firefox 152, Linux', 'Android Studio 4, macOS'])(
  '%s is drawn as a computer',
  (device) => {
    expect(isHandheld(device)).toBe(false);
  },
);

test.each(['Chrome 153, Android', 'Safari 26, iOS', 'iOS'])('%s is drawn as a phone', (device) => {
  expect(isHandheld(device)).toBe(true);
});
