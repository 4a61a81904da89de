import type { AnyTRPCRouter } from '@trpc/server';
import type { z } from 'zod';
import type { windowLimits } from '#server/config/limits.ts';
import { proceduresOf, type ListedProcedure } from '#server/trpc/procedure-list.ts';
import { traitsOf } from '#shared/calls.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { Permission } from '#shared/permissions.ts';

/** Who may call a procedure: the base procedure says it, and `.meta({ who })` may ask for a permission on top. */
export type Audience = 'anyone' | 'refresh-cookie' | 'signed-in' | Permission;

/** What a call costs the caller → the limits that count it. The request ceiling counts every call and is not repeated. */
const countedBy = {
  'password-check': ['LIMIT_FAILED_PER_ACCOUNT_AND_IP', 'LIMIT_FAILED_PER_ACCOUNT', 'LIMIT_CHECKS_PER_IP'],
  registration: ['LIMIT_REGISTRATIONS_PER_IP'],
  export: ['LIMIT_EXPORTS_PER_USER'],
  'username-change': ['LIMIT_USERNAME_CHANGES_PER_USER'],
  rotation: ['LIMIT_ROTATIONS_PER_SESSION'],
} as const satisfies Record<string, readonly (keyof typeof windowLimits)[]>;

/** A procedure's row in the policy table: the argument of its `.meta()`. */
interface PolicyRow {
  /** What it may answer beyond `universalCodes` and what `who` brings with it. */
  readonly codes: readonly ErrorCode[];
  readonly costs?: keyof typeof countedBy;
  /** Asks for a sign-in, or the password given anew, within ten minutes (`auth.reauthenticate`). */
  readonly reauth?: boolean;
  readonly who?: Permission;
}

/** What a procedure says of itself beside its types: who from its base, the rest from its own `.meta()`. */
export type ProcedureMeta = PolicyRow | { readonly who: Audience; readonly reauth?: never };

/** Both, as tRPC merges them. */
type Merged = Partial<Omit<PolicyRow, 'who'> & { readonly who: Audience }>;

/** What any call may answer, whatever it asks for. */
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

/** What a new password may be refused for. */
export const newPasswordCodes: readonly ErrorCode[] = [
  'PASSWORD_TOO_SHORT',
  'PASSWORD_TOO_LONG',
  'PASSWORD_WEAK',
  'PASSWORD_COMMON',
];

/** What a refresh token may be refused for. */
export const refreshCodes: readonly ErrorCode[] = [
  'ACCOUNT_DISABLED',
  'SESSION_EXPIRED',
  'SESSION_REVOKED',
  'REFRESH_INVALID',
  'REFRESH_REUSED',
];

export interface ProcedurePolicy {
  readonly path: string;
  readonly type: 'query' | 'mutation';
  readonly who: Audience;
  /** With what `who` brings, without what is universal. */
  readonly codes: readonly ErrorCode[];
  readonly limits: readonly (keyof typeof windowLimits)[];
  readonly isAlone: boolean;
  /** True when its input names a thing by its id, which may be somebody else's; a cursor only says where a page begins. */
  readonly namesThing: boolean;
}

/** Every procedure's policy; one without a row of its own is an error that says what to do. */
export function policiesOf(router: AnyTRPCRouter): ProcedurePolicy[] {
  return proceduresOf(router).map(policyOf);
}

function policyOf({ path, type, meta, input }: ListedProcedure): ProcedurePolicy {
  const { who = 'signed-in', codes, costs, reauth = false } = (meta ?? {}) as Merged;
  if (codes === undefined)
    throw new Error(
      `${path} has no row in the policy table: give it .meta({ codes: [...] }) in its router, then run: npm run docs:policy`,
    );
  return {
    path,
    type,
    who,
    codes: [...codesOf(who), ...(reauth ? (['REAUTH_REQUIRED'] as const) : []), ...codes],
    limits: costs ? countedBy[costs] : [],
    isAlone: traitsOf(path).alone,
    namesThing: Object.entries(input?.properties ?? {}).some(
      ([name, value]) => name !== 'cursor' && isId(value),
    ),
  };
}

function codesOf(who: Audience): ErrorCode[] {
  if (who === 'anyone') return [];
  return who === 'signed-in' || who === 'refresh-cookie'
    ? ['UNAUTHENTICATED']
    : ['UNAUTHENTICATED', 'FORBIDDEN'];
}

function isId(property: z.core.JSONSchema._JSONSchema): boolean {
  return typeof property === 'object' && property.format === 'uuid';
}
