import { expect, test } from 'vitest';
import { registerInput } from '#shared/identity/auth.ts';
import { formFieldCode } from '#client/forms/field-codes.ts';

const right = { email: 'anna@example.org', password: 'four random words' };

test.each([
  ['email', '', 'REQUIRED'],
  ['email', 'anna', 'INVALID'],
  ['email', `${'a'.repeat(250)}@example.org`, 'TOO_LONG'],
  ['password', '', 'REQUIRED'],
  ['password', 'short', 'PASSWORD_TOO_SHORT'],
  ['password', 'x'.repeat(257), 'PASSWORD_TOO_LONG'],
  ['username', 'ab', 'TOO_SHORT'],
  ['username', 'a b c', 'INVALID'],
])('%s %j is told as %s, as the server would', (field, value, code) => {
  const { error } = registerInput.safeParse({ ...right, [field]: value }, { error: formFieldCode });

  expect(error?.issues[0]).toMatchObject({ path: [field], message: code });
});

test('a field that is missing is required', () => {
  const { error } = registerInput.safeParse({ email: right.email }, { error: formFieldCode });

  expect(error?.issues[0]).toMatchObject({ path: ['password'], message: 'REQUIRED' });
});
