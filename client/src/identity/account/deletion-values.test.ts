import { expect, test } from 'vitest';
import { deletionForm, emptyDeletion } from '#client/identity/account/deletion-values.ts';
import { fieldCodeOf } from '#client/forms/field-codes.ts';

function problems(typed: typeof emptyDeletion) {
  const { error } = deletionForm('анна').safeParse(typed, { error: fieldCodeOf });
  return Object.fromEntries(error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []);
}

test('an empty form names both fields, each once', () => {
  expect(problems(emptyDeletion)).toEqual({ confirmation: 'REQUIRED', currentPassword: 'REQUIRED' });
});

test.each(['anna', 'Анна', 'анна2'])('someone who typed “%s” has not confirmed', (confirmation) => {
  expect(problems({ confirmation, currentPassword: 'x' })).toEqual({ confirmation: 'MISMATCH' });
});

test('the username as shown confirms, also with spaces that a phone added', () => {
  expect(problems({ confirmation: 'анна ', currentPassword: 'x' })).toEqual({});
});
