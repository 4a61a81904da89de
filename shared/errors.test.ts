import { expect, test } from 'vitest';
import { errorCatalog, isErrorCode } from '#shared/errors.ts';

/** The public contract, written out a second time: a code that moves must be moved here too. */
const contract: Record<number, string> = {
  400: `VALIDATION_FAILED MALFORMED_REQUEST BATCH_REFUSED PASSWORD_TOO_SHORT PASSWORD_TOO_LONG PASSWORD_WEAK
    PASSWORD_COMMON CURRENT_PASSWORD_INVALID LINK_INVALID AMOUNT_OUT_OF_RANGE FOREIGN_CURRENCY_REFUSED
    FX_RATE_MISSING`,
  401: `UNAUTHENTICATED INVALID_CREDENTIALS ACCOUNT_DISABLED SESSION_EXPIRED SESSION_REVOKED REFRESH_INVALID
    REFRESH_REUSED SECOND_FACTOR_REQUIRED SECOND_FACTOR_INVALID CHALLENGE_EXPIRED PASSKEY_INVALID`,
  403: 'FORBIDDEN REAUTH_REQUIRED ORIGIN_REFUSED REGISTRATION_CLOSED FEATURE_OFF EMAIL_UNVERIFIED',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  409: `EMAIL_TAKEN USERNAME_TAKEN CONFLICT_VERSION LAST_ADMIN TOTP_ALREADY_ENABLED LAST_FACTOR TOO_MANY_PASSKEYS
    IN_USE NAME_TAKEN QUOTA_REACHED
    INSUFFICIENT_QUANTITY POSITION_SIDE LOT_UNAVAILABLE ALREADY_VOIDED KEY_REUSED`,
  429: 'RATE_LIMITED',
  503: 'SERVICE_UNAVAILABLE',
  500: 'UNEXPECTED',
};

test('the error codes and their statuses are those of the public contract', () => {
  const promised = Object.entries(contract).flatMap(([status, codes]) =>
    codes.split(/\s+/).map((code) => [code, Number(status)] as const),
  );
  const kept = Object.entries(errorCatalog).map(([code, { status }]) => [code, status] as const);
  expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(promised));
});

test('the errors RATE_LIMITED and SERVICE_UNAVAILABLE carry the seconds to wait', () => {
  expect(errorCatalog.RATE_LIMITED.params).toEqual(['retryAfterSeconds']);
  expect(errorCatalog.SERVICE_UNAVAILABLE.params).toEqual(['retryAfterSeconds']);
});

test.each(['constructor', '__proto__', 'toString', 'REQUIRED', '', 404, null, undefined])(
  'the value %s is no error code',
  (value) => {
    expect(isErrorCode(value)).toBe(false);
  },
);

test('every code of the catalog is an error code', () => {
  expect(Object.keys(errorCatalog).every(isErrorCode)).toBe(true);
});
