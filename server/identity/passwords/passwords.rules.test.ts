import { expect, test } from 'vitest';
import { whileHashHolds } from '#server/identity/passwords/passwords.rules.ts';

/** An attempt that finds its hash changed this often, and then says `done`. */
function attemptThatLoses(times: number) {
  const made = { count: 0 };
  const attempt = () => Promise.resolve((made.count += 1) > times ? 'done' : undefined);
  return { made, attempt };
}

test('a password check whose hash changes twice succeeds at the third attempt', async () => {
  const { made, attempt } = attemptThatLoses(2);
  expect(await whileHashHolds(attempt)).toBe('done');
  expect(made.count).toBe(3);
});

test('a password check whose hash changes three times is SERVICE_UNAVAILABLE, never a wrong password', async () => {
  const { made, attempt } = attemptThatLoses(3);
  await expect(whileHashHolds(attempt)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  expect(made.count).toBe(3);
});

test('a password check that fails is not repeated', async () => {
  let count = 0;
  const attempt = () => Promise.reject(new Error(`attempt ${(count += 1)}`));
  await expect(whileHashHolds(attempt)).rejects.toThrow('attempt 1');
});
