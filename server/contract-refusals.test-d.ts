import type { inferRouterError, inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { expectTypeOf } from 'vitest';
import type { AppRouter } from '#server/router.ts';
import type { protectedProcedure } from '#server/trpc/procedures.ts';
import type { AppErrorBody, ErrorCode } from '#shared/errors.ts';

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

/** The error codes, in the order of the contract (§4). */
expectTypeOf<ErrorCode>().toEqualTypeOf<
  | ('VALIDATION_FAILED' | 'MALFORMED_REQUEST' | 'BATCH_REFUSED' | 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG')
  | ('PASSWORD_WEAK' | 'PASSWORD_COMMON' | 'CURRENT_PASSWORD_INVALID' | 'LINK_INVALID')
  | ('UNAUTHENTICATED' | 'INVALID_CREDENTIALS' | 'ACCOUNT_DISABLED' | 'SESSION_EXPIRED' | 'SESSION_REVOKED')
  | ('REFRESH_INVALID' | 'REFRESH_REUSED' | 'SECOND_FACTOR_REQUIRED' | 'SECOND_FACTOR_INVALID')
  | ('CHALLENGE_EXPIRED' | 'PASSKEY_INVALID')
  | ('FORBIDDEN' | 'REAUTH_REQUIRED' | 'ORIGIN_REFUSED' | 'REGISTRATION_CLOSED' | 'FEATURE_OFF')
  | 'EMAIL_UNVERIFIED'
  | ('NOT_FOUND' | 'METHOD_NOT_ALLOWED' | 'PAYLOAD_TOO_LARGE' | 'UNSUPPORTED_MEDIA_TYPE')
  | ('EMAIL_TAKEN' | 'USERNAME_TAKEN' | 'CONFLICT_VERSION' | 'LAST_ADMIN' | 'TOTP_ALREADY_ENABLED')
  | ('LAST_FACTOR' | 'TOO_MANY_PASSKEYS')
  | ('IN_USE' | 'NAME_TAKEN' | 'QUOTA_REACHED')
  | ('AMOUNT_OUT_OF_RANGE' | 'FOREIGN_CURRENCY_REFUSED' | 'FX_RATE_MISSING' | 'INSUFFICIENT_QUANTITY')
  | ('POSITION_SIDE' | 'LOT_UNAVAILABLE' | 'ALREADY_VOIDED' | 'KEY_REUSED')
  | ('RATE_LIMITED' | 'SERVICE_UNAVAILABLE' | 'UNEXPECTED')
>();
expectTypeOf<inferRouterError<AppRouter>['message']>().toEqualTypeOf<ErrorCode>();
expectTypeOf<inferRouterError<AppRouter>['data']['app']>().toEqualTypeOf<AppErrorBody>();

/** What must not compile: each line is an error, or `npm run check` fails. */
export function refused(procedure: typeof protectedProcedure): void {
  // @ts-expect-error -- a hash is in no answer
  expectTypeOf<Outputs['users']['me']>().toHaveProperty('hashedPassword');
  // @ts-expect-error -- a session's token is in no list
  expectTypeOf<Outputs['sessions']['list'][number]>().toHaveProperty('refreshToken');
  // @ts-expect-error -- cookies carry the tokens of a browser
  expectTypeOf<Outputs['auth']['register']>().toHaveProperty('accessToken');
  // @ts-expect-error -- nobody gives themselves a role
  ({ version: 1, role: 'admin' }) satisfies Inputs['users']['updateProfile'];
  // @ts-expect-error -- a code without its texts is in no list
  'NO_SUCH_CODE' satisfies ErrorCode;
  // @ts-expect-error -- a row of the policy table names its codes
  procedure.meta({ alone: true });
  // @ts-expect-error -- no such permission
  procedure.meta({ codes: [], who: 'users:everything' });
  // @ts-expect-error -- no such code
  procedure.meta({ codes: ['NO_SUCH_CODE'] });
}
