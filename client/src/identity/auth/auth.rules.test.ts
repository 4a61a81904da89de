import { expect, test } from 'vitest';
import { emptyRegistration, registerForm } from '#client/identity/auth/auth.rules.ts';
import { formFieldCode } from '#client/forms/field-codes.ts';

const right = {
  ...emptyRegistration,
  email: 'anna@example.org',
  password: 'four random words',
  passwordConfirmation: 'four random words',
};

function problems(changes: Partial<typeof right>) {
  const { error } = registerForm.safeParse({ ...right, ...changes }, { error: formFieldCode });
  return Object.fromEntries(error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []);
}

test('an empty form names every required field, and no optional one', () => {
  expect(problems(emptyRegistration)).toEqual({
    email: 'REQUIRED',
    password: 'REQUIRED',
    passwordConfirmation: 'REQUIRED',
  });
});

test('two different passwords are told under the second', () => {
  expect(problems({ passwordConfirmation: 'four random word' })).toEqual({
    passwordConfirmation: 'MISMATCH',
  });
});

test('a username that is given must be a good one', () => {
  expect(problems({ username: 'ab' })).toEqual({ username: 'TOO_SHORT' });
});

test('fields left empty are not sent', () => {
  expect(registerForm.parse(right)).toEqual({ ...right, username: undefined, fullName: undefined });
});
