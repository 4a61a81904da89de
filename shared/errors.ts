import type { z } from 'zod';

/**
 * Every way to refuse a call: code → HTTP status, names of its parameters, names of its optional parameters.
 *
 * The wire carries the code as `error.message` and as `error.data.app.code`. The texts are in the client's
 * translations. A code that lacks a text in any language does not compile.
 */
export const errorCatalog = {
  VALIDATION_FAILED: { status: 400, params: [], optional: ['see'] },
  MALFORMED_REQUEST: { status: 400, params: [] },
  BATCH_REFUSED: { status: 400, params: [] },
  PASSWORD_TOO_SHORT: { status: 400, params: ['minimum'] },
  PASSWORD_TOO_LONG: { status: 400, params: ['maximum'] },
  PASSWORD_WEAK: { status: 400, params: [] },
  PASSWORD_COMMON: { status: 400, params: [] },
  CURRENT_PASSWORD_INVALID: { status: 400, params: [], optional: ['attemptsLeft', 'retryAfterSeconds'] },
  LINK_INVALID: { status: 400, params: [] },
  AMOUNT_OUT_OF_RANGE: { status: 400, params: [] },
  FOREIGN_CURRENCY_REFUSED: { status: 400, params: [] },
  FX_RATE_MISSING: { status: 400, params: [] },
  UNAUTHENTICATED: { status: 401, params: [] },
  INVALID_CREDENTIALS: { status: 401, params: [], optional: ['attemptsLeft', 'retryAfterSeconds'] },
  ACCOUNT_DISABLED: { status: 401, params: [], optional: ['deletedUntil'] },
  SESSION_EXPIRED: { status: 401, params: [] },
  SESSION_REVOKED: { status: 401, params: [], optional: ['because'] },
  REFRESH_INVALID: { status: 401, params: [] },
  REFRESH_REUSED: { status: 401, params: [] },
  SECOND_FACTOR_REQUIRED: { status: 401, params: [], optional: ['challenge', 'methods', 'expiresAt'] },
  SECOND_FACTOR_INVALID: { status: 401, params: [] },
  CHALLENGE_EXPIRED: { status: 401, params: [] },
  PASSKEY_INVALID: { status: 401, params: [] },
  FORBIDDEN: { status: 403, params: [] },
  REAUTH_REQUIRED: { status: 403, params: [] },
  ORIGIN_REFUSED: { status: 403, params: [] },
  REGISTRATION_CLOSED: { status: 403, params: [] },
  FEATURE_OFF: { status: 403, params: [] },
  EMAIL_UNVERIFIED: { status: 403, params: [] },
  NOT_FOUND: { status: 404, params: [] },
  METHOD_NOT_ALLOWED: { status: 405, params: [] },
  PAYLOAD_TOO_LARGE: { status: 413, params: [] },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, params: [] },
  EMAIL_TAKEN: { status: 409, params: [] },
  USERNAME_TAKEN: { status: 409, params: [] },
  CONFLICT_VERSION: { status: 409, params: [] },
  LAST_ADMIN: { status: 409, params: [] },
  TOTP_ALREADY_ENABLED: { status: 409, params: [] },
  LAST_FACTOR: { status: 409, params: [] },
  TOO_MANY_PASSKEYS: { status: 409, params: [] },
  IN_USE: { status: 409, params: [] },
  NAME_TAKEN: { status: 409, params: [] },
  QUOTA_REACHED: { status: 409, params: ['maximum'] },
  INSUFFICIENT_QUANTITY: { status: 409, params: [] },
  POSITION_SIDE: { status: 409, params: [] },
  LOT_UNAVAILABLE: { status: 409, params: [] },
  ALREADY_VOIDED: { status: 409, params: [] },
  KEY_REUSED: { status: 409, params: [] },
  RATE_LIMITED: { status: 429, params: ['retryAfterSeconds'] },
  SERVICE_UNAVAILABLE: { status: 503, params: ['retryAfterSeconds'] },
  UNEXPECTED: { status: 500, params: [] },
} as const satisfies Record<
  string,
  { status: number; params: readonly string[]; optional?: readonly string[] }
>;

/** The stable code of a refusal. */
export type ErrorCode = keyof typeof errorCatalog;

/** The parameters a code's text may use. Durations are whole seconds, moments ISO 8601 in UTC. */
export type ErrorParams = Readonly<Record<string, number | string | readonly string[]>>;

/** What is wrong with one field: a general reason, or a code of the catalog such as `PASSWORD_WEAK`. */
export const fieldReasons = ['REQUIRED', 'TOO_SHORT', 'TOO_LONG', 'INVALID', 'UNKNOWN_FIELD'] as const;
export type FieldReason = (typeof fieldReasons)[number];
export type FieldCode = FieldReason | ErrorCode;

/** `fields` of a refusal: dotted path of the input → what is wrong with it. */
export type FieldErrors = Readonly<Record<string, FieldCode>>;

/** Our own part of every refusal: `error.data.app` at `/trpc`. At `/api` it is spread over an RFC 9457 problem. */
export interface AppErrorBody {
  readonly code: ErrorCode;
  readonly params?: ErrorParams;
  readonly fields?: FieldErrors;
  readonly requestId: string;
}

/** True for a code of this build; a newer server may send others. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCatalog, value);
}

/** The code for what a schema finds wrong with a field. `isMissing`: nothing was sent, or typed into a form. */
export function fieldCodeOf(issue: z.core.$ZodIssue | z.core.$ZodRawIssue, isMissing: boolean): FieldCode {
  if (isMissing) return 'REQUIRED';
  if (issue.code === 'unrecognized_keys') return 'UNKNOWN_FIELD';
  if (issue.code === 'custom') return isFieldCode(issue.params?.['code']) ? issue.params['code'] : 'INVALID';
  if (issue.code === 'too_big' && issue.origin === 'string') return 'TOO_LONG';
  if (issue.code === 'too_small' && issue.origin === 'string')
    return issue.minimum === 1 ? 'REQUIRED' : 'TOO_SHORT';
  return 'INVALID';
}

function isFieldCode(value: unknown): value is FieldCode {
  return isErrorCode(value) || fieldReasons.some((reason) => reason === value);
}
