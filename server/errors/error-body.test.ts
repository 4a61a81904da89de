import { TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import { toAppError } from '#server/errors/error-body.ts';

/** As the driver throws it and a procedure passes it on. */
function fromDatabase(code: string, constraint?: string): TRPCError {
  const cause = Object.assign(new Error('said by the database'), { code, ...(constraint && { constraint }) });
  return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause });
}

test.each([
  ['22021', 'a character that no text can hold'],
  ['22P02', 'a text that is no value of the type'],
  ['22001', 'a text that is too long'],
  ['22003', 'a number out of range'],
])('a database error of a wrong value is answered as a wrong input: %s, %s', (sqlState) => {
  const { status, code } = toAppError(fromDatabase(sqlState));
  expect({ status, code }).toEqual({ status: 400, code: 'VALIDATION_FAILED' });
});

test.each([
  ['users_email_key', 'EMAIL_TAKEN'],
  ['users_username_key', 'USERNAME_TAKEN'],
  ['another_key', 'CONFLICT_VERSION'],
])('a database conflict 23505 of %s is answered as %s', (constraint, expected) => {
  const { status, code } = toAppError(fromDatabase('23505', constraint));
  expect({ status, code }).toEqual({ status: 409, code: expected });
});

test.each(
  '25006 53100 53200 53300 57P01 57P02 57P03 57014 55P03 40001 40P01 25P03 25P04 28000 28P01 3D000 42P05 26000 08000 08001 08003 08006'.split(
    ' ',
  ),
)('an unavailable database (%s) is answered with 503 and a time to come again', (sqlState) => {
  const { status, code, params } = toAppError(fromDatabase(sqlState));
  expect({ status, code, params }).toEqual({
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
    params: { retryAfterSeconds: 2 },
  });
});

test.each(['42601', '42P01', '23514', '23502', '23503', 'XX000', '42501'])(
  'an unknown database error is answered as a bug: %s',
  (sqlState) => {
    const { status, code, message } = toAppError(fromDatabase(sqlState));
    expect({ status, code, message }).toEqual({ status: 500, code: 'UNEXPECTED', message: 'UNEXPECTED' });
  },
);
