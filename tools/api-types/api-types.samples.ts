/** What a stranger's project writes: right calls that must compile, wrong ones that must not. */
export const callerSource = `
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import type { ActivityItem, AppErrorBody, AppRouter, ErrorCode } from './quantpulse-api.js';

type Outputs = inferRouterOutputs<AppRouter>;
const api = createTRPCClient<AppRouter>({ links: [httpLink({ url: 'http://localhost:3000/trpc' })] });

export async function right(): Promise<void> {
  const answer = await api.auth.login.mutate({ identifier: 'ivan', password: 'secret', rememberMe: true });
  if (answer.status === 'signed-in') answer.user.email satisfies string;
  else answer.methods satisfies string[];
  const me: Outputs['users']['me'] = await api.users.me.query();
  me.lastLoginAt satisfies string | null;
  me.role satisfies 'user' | 'admin';
  const updated = await api.users.updateProfile.mutate({ theme: 'dark', version: me.version });
  updated.permissions satisfies ('users:read' | 'users:write' | 'audit:read' | 'mails:read' | 'mails:write')[];
  (await api.account.activity.query()).items satisfies ActivityItem[];
  const sessions = await api.sessions.list.query();
  sessions.map(({ id, current }) => ({ id: id.toUpperCase(), isThis: current === true }));
  (await api.tokens.issue.mutate({ identifier: 'ivan', password: 'secret' })).deviceToken satisfies string;
}

export function codeOf(error: unknown): ErrorCode | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const refusal: TRPCClientError<AppRouter> = error;
  const app: AppErrorBody | undefined = refusal.data?.app;
  app?.fields?.['email'] satisfies string | undefined;
  return app?.code;
}

export async function wrong(): Promise<void> {
  // @ts-expect-error -- the password is missing
  await api.auth.login.mutate({ identifier: 'ivan' });
  // @ts-expect-error -- no such field
  await api.auth.login.mutate({ identifier: 'ivan', password: 'secret', remember: true });
  // @ts-expect-error -- a mutation is no query
  await api.auth.login.query({ identifier: 'ivan', password: 'secret' });
  // @ts-expect-error -- no such theme
  await api.users.updateProfile.mutate({ theme: 'pink', version: 1 });
  // @ts-expect-error -- no such procedure
  await api.users.promote.mutate();
  // @ts-expect-error -- it takes no input
  await api.users.me.query({ id: 'other' });
  // @ts-expect-error -- a hash is in no answer
  (await api.users.me.query()).hashedPassword;
  // @ts-expect-error -- no such code
  'NO_SUCH_CODE' satisfies ErrorCode;
}
`;

/** Inside this project, where both types are at hand. */
export const sameTypesSource = `
import type { inferRouterError, inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { expectTypeOf } from 'vitest';
import type { AppRouter } from '#server/router.ts';
import type { AppErrorBody, ErrorCode } from '#shared/errors.ts';
import type * as published from './quantpulse-api.d.ts';

type Published = published.AppRouter;
// A JSON schema cannot say which field goes with which method, so the file lets two calls send more than the router does.
type Inputs<Router extends AppRouter | Published> = {
  [Noun in keyof inferRouterInputs<Router>]: Omit<inferRouterInputs<Router>[Noun], 'reauthenticate' | 'secondFactor'>;
};
expectTypeOf<Inputs<Published>>().toEqualTypeOf<Inputs<AppRouter>>();
expectTypeOf<inferRouterOutputs<Published>>().toEqualTypeOf<inferRouterOutputs<AppRouter>>();
expectTypeOf<published.ErrorCode>().toEqualTypeOf<ErrorCode>();
expectTypeOf<published.AppErrorBody>().toEqualTypeOf<AppErrorBody>();
expectTypeOf<inferRouterError<Published>['data']>().toEqualTypeOf<inferRouterError<AppRouter>['data']>();
`;
