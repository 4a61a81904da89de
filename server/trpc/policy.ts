import type { AnyTRPCRouter } from '@trpc/server';
import type { z } from 'zod';
import type { windowLimits } from '#server/config/limits.ts';
import { proceduresOf, type ListedProcedure } from '#server/trpc/procedure-list.ts';
import { traitsOf } from '#shared/calls.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { Permission } from '#shared/permissions.ts';

/** Who may call a procedure. The base procedure decides, and `.meta({ who })` may require a permission in addition. */
export type Audience = 'anyone' | 'refresh-cookie' | 'signed-in' | Permission;

/** The limits that count a call. The request ceiling counts every call and is not listed. */
const countedBy = {
  'password-check': ['LIMIT_FAILED_PER_ACCOUNT_AND_IP', 'LIMIT_FAILED_PER_ACCOUNT', 'LIMIT_CHECKS_PER_IP'],
  registration: ['LIMIT_REGISTRATIONS_PER_IP'],
  export: ['LIMIT_EXPORTS_PER_USER'],
  'username-change': ['LIMIT_USERNAME_CHANGES_PER_USER'],
  rotation: ['LIMIT_ROTATIONS_PER_SESSION'],
  check: ['LIMIT_CHECKS_PER_IP'],
  'second-factor': ['LIMIT_SECOND_FACTORS_PER_ACCOUNT', 'LIMIT_CHECKS_PER_IP'],
  reauthentication: [
    'LIMIT_FAILED_PER_ACCOUNT_AND_IP',
    'LIMIT_FAILED_PER_ACCOUNT',
    'LIMIT_SECOND_FACTORS_PER_ACCOUNT',
    'LIMIT_CHECKS_PER_IP',
  ],
  /** The limit per e-mail address is silent there: a stranger must not learn who has an account. */
  'mail-of-stranger': ['LIMIT_MAILS_PER_IP'],
  mail: ['LIMIT_MAILS_PER_IP', 'LIMIT_MAILS_PER_ADDRESS'],
} as const satisfies Record<string, readonly (keyof typeof windowLimits)[]>;

/** A procedure's row in the policy table: the argument of its `.meta()`. */
export interface PolicyRow {
  /** The codes it may answer, beyond `universalCodes` and those that `who` implies. */
  readonly codes: readonly ErrorCode[];
  readonly costs?: keyof typeof countedBy;
  /** Requires a sign-in, or the password given again, within ten minutes (`auth.reauthenticate`). */
  readonly reauth?: boolean;
  readonly who?: Permission;
}

/** What is left to a signed-in person whose address is not confirmed, where `REQUIRE_VERIFIED_EMAIL` asks for it. */
const forUnverified = [
  'users.me',
  'account.requestEmailVerification',
  'account.changeEmail',
  'account.delete',
];

/** True for a call that needs no confirmed address. */
export function isForUnverified(path: string): boolean {
  return path.startsWith('auth.') || forUnverified.includes(path);
}

/** The meta of a procedure: `who` comes from its base, the rest from its own `.meta()`. */
export type ProcedureMeta = PolicyRow | { readonly who: Audience; readonly reauth?: never };

/** Both together, as tRPC merges them. */
type Merged = Partial<Omit<PolicyRow, 'who'> & { readonly who: Audience }>;

/** The codes that any call may answer. */
export const universalCodes: readonly ErrorCode[] = [
  'VALIDATION_FAILED',
  'MALFORMED_REQUEST',
  'BATCH_REFUSED',
  'ORIGIN_REFUSED',
  'METHOD_NOT_ALLOWED',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
  'UNEXPECTED',
];

/** The codes that refuse a new password. */
export const newPasswordCodes: readonly ErrorCode[] = [
  'PASSWORD_TOO_SHORT',
  'PASSWORD_TOO_LONG',
  'PASSWORD_WEAK',
  'PASSWORD_COMMON',
];

/** The codes that refuse a refresh token. */
export const refreshCodes: readonly ErrorCode[] = [
  'ACCOUNT_DISABLED',
  'SESSION_EXPIRED',
  'SESSION_REVOKED',
  'REFRESH_INVALID',
  'REFRESH_REUSED',
];

/** Who may make a call, how it is refused, and what counts it. */
interface Demands {
  readonly who: Audience;
  readonly reauth: boolean;
  /** With the codes that `who` implies, without the universal ones. */
  readonly codes: readonly ErrorCode[];
  readonly limits: readonly (keyof typeof windowLimits)[];
}

export interface ProcedurePolicy extends Demands {
  readonly path: string;
  readonly type: 'query' | 'mutation';
  readonly isAlone: boolean;
  /** True when the input names a thing by its id, perhaps another person's. A cursor only says where a page begins. */
  readonly namesThing: boolean;
}

/** The policy of every procedure. One without its own row is an error that says what to do. */
export function policiesOf(router: AnyTRPCRouter): ProcedurePolicy[] {
  return proceduresOf(router).map(policyOf);
}

function policyOf({ path, type, meta, input }: ListedProcedure): ProcedurePolicy {
  return {
    path,
    type,
    ...demandsOf(path, meta),
    isAlone: traitsOf(path).alone,
    namesThing: Object.entries(input?.properties ?? {}).some(
      ([name, value]) => name !== 'cursor' && isId(value),
    ),
  };
}

/** What the meta of a procedure says of it, or of a route that is another face of it. */
export function demandsOf(path: string, meta: unknown): Demands {
  const { who = 'signed-in', codes, costs, reauth = false } = (meta ?? {}) as Merged;
  if (codes === undefined)
    throw new Error(
      `${path} has no row in the policy table: give it .meta({ codes: [...] }) in its router, then run: npm run docs:policy`,
    );
  return {
    who,
    reauth,
    codes: [...codesOf(who, path), ...(reauth ? (['REAUTH_REQUIRED'] as const) : []), ...codes],
    limits: costs ? countedBy[costs] : [],
  };
}

function codesOf(who: Audience, path: string): ErrorCode[] {
  if (who === 'anyone') return [];
  if (who === 'refresh-cookie') return ['UNAUTHENTICATED'];
  const unverified: ErrorCode[] = isForUnverified(path) ? [] : ['EMAIL_UNVERIFIED'];
  return ['UNAUTHENTICATED', ...unverified, ...(who === 'signed-in' ? [] : (['FORBIDDEN'] as const))];
}

function isId(property: z.core.JSONSchema._JSONSchema): boolean {
  return typeof property === 'object' && property.format === 'uuid';
}
