import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { showRefusedFields } from '#client/forms/form-refusal.ts';

type Values = { email: string; username: string; password: string; currentPassword: string };
const shown = { fields: ['email', 'username', 'password', 'currentPassword'] } as const;

function refusal(code: string, fields?: Record<string, string>) {
  const data = { code: 'X', httpStatus: 400, app: { code, fields, requestId: 'request-1' } };
  return TRPCClientError.from({ error: { code: -32600, message: code, data } });
}

function send(error: unknown) {
  const told: [string, string | undefined, boolean | undefined][] = [];
  const setError = (field: string, { message }: { message?: string }, options?: { shouldFocus?: boolean }) =>
    void told.push([field, message, options?.shouldFocus]);
  const left = showRefusedFields<Values>({ setError }, shown, error);
  return { told, left };
}

test('a field that the form does not show is told by the button', () => {
  const { told, left } = send(refusal('VALIDATION_FAILED', { locale: 'INVALID' }));

  expect(told).toEqual([]);
  expect(left).toMatchObject({ code: 'VALIDATION_FAILED' });
});

test('a refusal about no field is told by the button', () => {
  expect(send(refusal('REGISTRATION_CLOSED'))).toMatchObject({
    told: [],
    left: { code: 'REGISTRATION_CLOSED' },
  });
});

test('a wrong password that was the last for now is told by the button, which counts the wait down', () => {
  const params = { attemptsLeft: 0, retryAfterSeconds: 900 };
  const app = { code: 'CURRENT_PASSWORD_INVALID', params, fields: { currentPassword: 'X' } };
  const data = { code: 'X', httpStatus: 400, app };
  const { told, left } = send(TRPCClientError.from({ error: { code: -32600, message: 'X', data } }));

  expect(told).toEqual([]);
  expect(left).toMatchObject({ code: 'CURRENT_PASSWORD_INVALID', params });
});

test('wrong fields are told under themselves, and the first has the focus', () => {
  const { told, left } = send(refusal('VALIDATION_FAILED', { password: 'PASSWORD_WEAK', email: 'INVALID' }));

  expect(told).toEqual([
    ['email', 'INVALID', true],
    ['password', 'PASSWORD_WEAK', false],
  ]);
  expect(left).toBeNull();
});

test('how many passwords may still be tried goes with the error of the field', () => {
  const errors: unknown[] = [];
  const data = {
    code: 'X',
    httpStatus: 400,
    app: { code: 'CURRENT_PASSWORD_INVALID', params: { attemptsLeft: 2 } },
  };
  const error = TRPCClientError.from({ error: { code: -32600, message: 'X', data } });
  showRefusedFields<Values>({ setError: (...told) => void errors.push(told[1]) }, shown, error);

  expect(errors).toEqual([
    { type: 'server', message: 'CURRENT_PASSWORD_INVALID', types: { attemptsLeft: '2' } },
  ]);
});

test.each([
  ['EMAIL_TAKEN', 'email'],
  ['USERNAME_TAKEN', 'username'],
  ['PASSWORD_COMMON', 'password'],
  ['CURRENT_PASSWORD_INVALID', 'currentPassword'],
])('%s stands under %s even when the server names no field', (code, field) => {
  expect(send(refusal(code)).told).toEqual([[field, code, true]]);
});

test('a code stands under the first of its fields that the form shows', () => {
  const refusedAt = { POSITION_SIDE: ['nickname', 'username', 'email'] } as never;
  const told: string[] = [];
  const form = { setError: (field: string) => void told.push(field) };
  const left = showRefusedFields<Values>(form, { ...shown, refusedAt }, refusal('POSITION_SIDE'));

  expect([told, left]).toEqual([['username'], null]);
});

test('a code whose fields the form does not show is told by the button', () => {
  const refusedAt = { POSITION_SIDE: ['nickname'] } as never;
  const left = showRefusedFields<Values>(
    { setError: () => undefined },
    { ...shown, refusedAt },
    refusal('POSITION_SIDE'),
  );

  expect(left).toMatchObject({ code: 'POSITION_SIDE' });
});
