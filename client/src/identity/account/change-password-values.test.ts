import { expect, test } from 'vitest';
import { changePasswordForm, emptyChange } from '#client/identity/account/change-password-values.ts';
import { fieldCodeOf } from '#client/forms/field-codes.ts';

const right = {
  currentPassword: 'x',
  newPassword: 'four random words',
  newPasswordConfirmation: 'four random words',
};

function problems(changes: Partial<typeof right>) {
  const { error } = changePasswordForm.safeParse({ ...right, ...changes }, { error: fieldCodeOf });
  return Object.fromEntries(error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []);
}

test('an empty form names every field', () => {
  expect(problems(emptyChange)).toEqual({
    currentPassword: 'REQUIRED',
    newPassword: 'REQUIRED',
    newPasswordConfirmation: 'REQUIRED',
  });
});

test('two different new passwords are told under the second', () => {
  expect(problems({ newPasswordConfirmation: 'four random word' })).toEqual({
    newPasswordConfirmation: 'MISMATCH',
  });
});

test('the length of the new password is told before it is sent', () => {
  expect(problems({ newPassword: 'short', newPasswordConfirmation: 'short' })).toEqual({
    newPassword: 'PASSWORD_TOO_SHORT',
  });
});

test('the current password has no rules but that it was typed', () => {
  expect(problems({ currentPassword: 'x' })).toEqual({});
});
