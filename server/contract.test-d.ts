import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { expectTypeOf } from 'vitest';
import type { AppRouter } from '#server/router.ts';
import type { PasskeyAssertion } from '#shared/identity/factors.ts';

/**
 * The public API, compiled by `npm run check`: a name that changes here changes for every client. Outputs may gain
 * fields but never lose them: outputs are pinned by what they must have, inputs exactly.
 */
type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

interface Times {
  accessExpiresAt: string;
  sessionExpiresAt: string;
}
interface User {
  id: string;
  email: string;
  username: string;
  fullName: string | null;
  role: 'user' | 'admin';
  permissions: ('users:read' | 'users:write' | 'audit:read' | 'mails:read' | 'mails:write')[];
  locale: 'en' | 'ru';
  theme: 'dark' | 'light' | 'system';
  timeZone: string;
  baseCurrency: string;
  numberFormat: 'auto' | 'space-comma' | 'comma-point' | 'point-comma' | 'space-point' | 'apostrophe-point';
  avatarUrl: string | null;
  isActive: boolean;
  emailVerified: boolean;
  maxChats: number;
  version: number;
  createdAt: string;
  updatedAt: string;
  lastLoginAt: string | null;
}
type FactorMethod = 'totp' | 'recovery-code' | 'passkey';
interface Passkey {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  isSynced: boolean;
}
interface BearerTokens {
  accessToken: string;
  refreshToken?: string | undefined;
  tokenType: 'bearer';
  expiresIn: number;
}

expectTypeOf<Outputs['system']['health']>().toExtend<{ status: 'ok'; version: string }>();

expectTypeOf<Inputs['auth']['register']>().toEqualTypeOf<{
  email: string;
  password: string;
  username?: string | undefined;
  fullName?: string | undefined;
  locale?: 'en' | 'ru' | undefined;
}>();
expectTypeOf<Outputs['auth']['register']>().toExtend<Times & { user: User }>();
expectTypeOf<Inputs['auth']['login']>().toEqualTypeOf<{
  identifier: string;
  password: string;
  rememberMe?: boolean | undefined;
}>();
expectTypeOf<Outputs['auth']['login']>().toExtend<
  | (Times & { status: 'signed-in'; user: User })
  | { status: 'second-factor'; methods: FactorMethod[]; expiresAt: string }
>();
expectTypeOf<Outputs['auth']['login']['status']>().toEqualTypeOf<'signed-in' | 'second-factor'>();
expectTypeOf<Inputs['auth']['secondFactor']>().toEqualTypeOf<
  | { readonly method: 'totp' | 'recovery-code'; readonly code: string }
  | { readonly method: 'passkey'; readonly response: PasskeyAssertion }
>();
expectTypeOf<Outputs['auth']['secondFactor']>().toExtend<Times & { status: 'signed-in'; user: User }>();
expectTypeOf<Inputs['auth']['loginWithPasskey']>().toEqualTypeOf<{
  response: PasskeyAssertion;
  rememberMe?: boolean | undefined;
}>();
expectTypeOf<Outputs['auth']['loginWithPasskey']>().toExtend<Times & { status: 'signed-in'; user: User }>();
expectTypeOf<Inputs['auth']['reauthenticate']>().toEqualTypeOf<
  | { readonly password: string }
  | { readonly method: 'totp'; readonly code: string }
  | { readonly method: 'passkey'; readonly response: PasskeyAssertion }
>();
expectTypeOf<Outputs['auth']['passkeyOptions']>().toExtend<{ challenge: string; rpId: string }>();
expectTypeOf<Outputs['factors']['list']>().toExtend<{
  totp: { enabledAt: string } | null;
  passkeys: Passkey[];
  recoveryCodesLeft: number;
}>();
expectTypeOf<Outputs['factors']['beginTotp']>().toExtend<{ secret: string; uri: string }>();
expectTypeOf<Inputs['factors']['enableTotp']>().toEqualTypeOf<{ code: string }>();
expectTypeOf<Outputs['factors']['enableTotp']>().toExtend<{ recoveryCodes: string[] }>();
expectTypeOf<Outputs['factors']['disableTotp']>().toExtend<{ ok: true }>();
expectTypeOf<Outputs['factors']['renewRecoveryCodes']>().toExtend<{ recoveryCodes: string[] }>();
expectTypeOf<Outputs['factors']['beginPasskey']>().toExtend<{ challenge: string; rp: { id: string } }>();
expectTypeOf<Outputs['factors']['addPasskey']>().toExtend<Passkey>();
expectTypeOf<Inputs['factors']['renamePasskey']>().toEqualTypeOf<{ id: string; name: string }>();
expectTypeOf<Outputs['factors']['renamePasskey']>().toExtend<{ ok: true }>();
expectTypeOf<Inputs['factors']['removePasskey']>().toEqualTypeOf<{ id: string }>();
expectTypeOf<Outputs['factors']['removePasskey']>().toExtend<{ ok: true }>();
expectTypeOf<Inputs['auth']['session']>().toEqualTypeOf<void>();
expectTypeOf<Outputs['auth']['session']>().toExtend<{
  user: User | null;
  canRefresh: boolean;
  accessExpiresAt: string | null;
  sessionExpiresAt: string | null;
  features: { registration: boolean; mails: boolean; passkeys: boolean };
}>();
expectTypeOf<Inputs['auth']['refresh']>().toEqualTypeOf<void>();
expectTypeOf<Outputs['auth']['refresh']>().toExtend<Times>();
expectTypeOf<Outputs['auth']['logout']>().toExtend<{ ok: true }>();

expectTypeOf<Outputs['users']['me']>().toExtend<User>();
expectTypeOf<Inputs['users']['setAvatar']>().toEqualTypeOf<{ image: string | null }>();
expectTypeOf<Outputs['users']['setAvatar']>().toExtend<User>();
expectTypeOf<Inputs['users']['updateProfile']>().toEqualTypeOf<{
  fullName?: string | undefined;
  username?: string | undefined;
  locale?: 'en' | 'ru' | undefined;
  theme?: 'dark' | 'light' | 'system' | undefined;
  timeZone?: string | undefined;
  baseCurrency?: string | undefined;
  numberFormat?: User['numberFormat'] | undefined;
  version: number;
}>();
expectTypeOf<Outputs['users']['updateProfile']>().toExtend<User>();
expectTypeOf<Inputs['account']['changePassword']>().toEqualTypeOf<{
  currentPassword: string;
  newPassword: string;
}>();
expectTypeOf<Outputs['account']['changePassword']>().toExtend<
  Times & { endedSessions: number; tokens?: BearerTokens | undefined }
>();
expectTypeOf<Inputs['account']['changeEmail']>().toEqualTypeOf<{ newEmail: string }>();
expectTypeOf<Inputs['account']['requestEmailVerification']>().toEqualTypeOf<void>();
expectTypeOf<Inputs['auth']['requestPasswordReset']>().toEqualTypeOf<{ email: string }>();
expectTypeOf<Outputs['auth']['requestPasswordReset']>().toExtend<{ ok: true }>();
expectTypeOf<Inputs['auth']['checkLink']>().toEqualTypeOf<{ token: string }>();
expectTypeOf<Outputs['auth']['checkLink']>().toExtend<{
  purpose: string;
  email: string;
  expiresAt: string;
}>();
expectTypeOf<Inputs['auth']['resetPassword']>().toEqualTypeOf<{ token: string; newPassword: string }>();
expectTypeOf<Outputs['auth']['verifyEmail']>().toExtend<{ email: string }>();
expectTypeOf<Outputs['auth']['confirmEmailChange']>().toExtend<{ email: string }>();
expectTypeOf<Outputs['auth']['undoEmailChange']>().toExtend<{ email: string }>();
expectTypeOf<Outputs['auth']['undoDeletion']>().toExtend<{ email: string }>();
expectTypeOf<Inputs['account']['delete']>().toEqualTypeOf<{ password: string }>();
expectTypeOf<Outputs['account']['delete']>().toExtend<{ ok: true }>();

expectTypeOf<Outputs['sessions']['list'][number]>().toExtend<{
  id: string;
  current: boolean;
  device: string | null;
  ip: string | null;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  rememberMe: boolean;
}>();
expectTypeOf<Inputs['sessions']['revoke']>().toEqualTypeOf<{ sessionId: string }>();
expectTypeOf<Outputs['sessions']['revoke']>().toExtend<{ ok: true }>();
expectTypeOf<Outputs['sessions']['revokeOthers']>().toExtend<{ endedSessions: number }>();
expectTypeOf<Outputs['sessions']['revokeAll']>().toExtend<{ endedSessions: number }>();

expectTypeOf<Inputs['tokens']['register']>().toEqualTypeOf<Inputs['auth']['register']>();
expectTypeOf<Outputs['tokens']['register']>().toExtend<BearerTokens & { deviceToken: string; user: User }>();
expectTypeOf<Inputs['tokens']['issue']>().toEqualTypeOf<{
  identifier: string;
  password: string;
  rememberMe?: boolean | undefined;
  deviceToken?: string | undefined;
}>();
expectTypeOf<Outputs['tokens']['issue']>().toExtend<BearerTokens & { deviceToken: string }>();
expectTypeOf<Inputs['tokens']['secondFactor']>().toEqualTypeOf<{
  challenge: string;
  method: 'totp' | 'recovery-code';
  code: string;
}>();
expectTypeOf<Outputs['tokens']['secondFactor']>().toExtend<BearerTokens & { deviceToken: string }>();
expectTypeOf<Inputs['tokens']['refresh']>().toEqualTypeOf<{ refreshToken: string }>();
expectTypeOf<Outputs['tokens']['refresh']>().toExtend<BearerTokens>();
expectTypeOf<Outputs['tokens']['revoke']>().toExtend<{ ok: true }>();

interface ListedUser {
  id: string;
  email: string;
  username: string;
  fullName: string | null;
  role: 'user' | 'admin';
  isActive: boolean;
  maxChats: number;
  createdAt: string;
  lastLoginAt: string | null;
}
type Admin = Inputs['admin'];
type Administration = Outputs['admin'];
type Given<Input> = Exclude<Input, void | null | undefined>;
expectTypeOf<Given<Admin['users']['list']>>().toEqualTypeOf<{
  search?: string | undefined;
  role?: 'user' | 'admin' | undefined;
  isActive?: boolean | undefined;
  sort?: 'createdAt' | 'email' | 'username' | undefined;
  direction?: 'asc' | 'desc' | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}>();
expectTypeOf<Administration['users']['list']>().toExtend<{
  items: ListedUser[];
  nextCursor: string | null;
  total: number;
  isTotalExact: boolean;
}>();
expectTypeOf<Admin['users']['setActive']>().toEqualTypeOf<{ userId: string; isActive: boolean }>();
expectTypeOf<Administration['users']['setActive']>().toExtend<ListedUser>();
expectTypeOf<Admin['users']['setRole']>().toEqualTypeOf<{ userId: string; role: 'user' | 'admin' }>();
expectTypeOf<Administration['users']['setRole']>().toExtend<ListedUser>();
expectTypeOf<Admin['users']['setMaxChats']>().toEqualTypeOf<{ userId: string; maxChats: number }>();
expectTypeOf<Administration['users']['setMaxChats']>().toExtend<ListedUser>();
expectTypeOf<Admin['users']['revokeSessions']>().toEqualTypeOf<{ userId: string }>();
expectTypeOf<Administration['users']['revokeSessions']>().toExtend<{ endedSessions: number }>();
expectTypeOf<Admin['users']['sendReset']>().toEqualTypeOf<{ userId: string }>();
expectTypeOf<Administration['users']['sendReset']>().toExtend<{ ok: true }>();
expectTypeOf<keyof Given<Admin['audit']['list']>>().toEqualTypeOf<
  'userId' | 'event' | 'from' | 'to' | 'ip' | 'cursor' | 'limit'
>();
expectTypeOf<Administration['audit']['list']>().toExtend<{ items: object[]; nextCursor: string | null }>();
expectTypeOf<Administration['audit']['export']>().toExtend<{ csv: string; nextCursor: string | null }>();
expectTypeOf<Given<Admin['mails']['list']>>().toEqualTypeOf<{
  state?: 'queued' | 'sent' | 'failed' | undefined;
  cursor?: string | undefined;
}>();
expectTypeOf<Administration['mails']['list']>().toExtend<{ items: object[]; nextCursor: string | null }>();
expectTypeOf<Admin['mails']['retry']>().toEqualTypeOf<{ id: string }>();
