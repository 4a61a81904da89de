import { expect, test } from 'vitest';
import type { z } from 'zod';
import {
  changePasswordForm,
  deletionForm,
  emptyChange,
  emptyDeletion,
} from '#client/identity/account/account.rules.ts';
import { formFieldCode } from '#client/forms/field-codes.ts';

const right = {
  currentPassword: 'x',
  newPassword: 'four random words',
  newPasswordConfirmation: 'four random words',
};

function problemsOf(schema: z.ZodType, typed: unknown) {
  const { error } = schema.safeParse(typed, { error: formFieldCode });
  return Object.fromEntries(error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []);
}
const changeProblems = (changes: Partial<typeof right>) =>
  problemsOf(changePasswordForm, { ...right, ...changes });
const deletionProblems = (typed: typeof emptyDeletion) => problemsOf(deletionForm('анна'), typed);

test('an empty change of password names every field', () => {
  expect(changeProblems(emptyChange)).toEqual({
    currentPassword: 'REQUIRED',
    newPassword: 'REQUIRED',
    newPasswordConfirmation: 'REQUIRED',
  });
});

test('two different new passwords are told under the second', () => {
  expect(changeProblems({ newPasswordConfirmation: 'four random word' })).toEqual({
    newPasswordConfirmation: 'MISMATCH',
  });
});

test('the length of the new password is told before it is sent', () => {
  expect(changeProblems({ newPassword: 'short', newPasswordConfirmation: 'short' })).toEqual({
    newPassword: 'PASSWORD_TOO_SHORT',
  });
});

test('the current password has no rules but that it was typed', () => {
  expect(changeProblems({ currentPassword: 'x' })).toEqual({});
});

test('an empty deletion names both fields, each once', () => {
  expect(deletionProblems(emptyDeletion)).toEqual({ confirmation: 'REQUIRED', currentPassword: 'REQUIRED' });
});

test.each(['anna', 'Анна', 'анна2'])(
  'a person who typed “%s” has not confirmed the deletion',
  (confirmation) => {
    expect(deletionProblems({ confirmation, currentPassword: 'x' })).toEqual({ confirmation: 'MISMATCH' });
  },
);

test('the username as shown confirms the deletion, also with spaces that a phone added', () => {
  expect(deletionProblems({ confirmation: 'анна ', currentPassword: 'x' })).toEqual({});
});
