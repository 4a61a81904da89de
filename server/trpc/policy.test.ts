import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '#server/caller.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { trpc, protectedProcedure, publicProcedure, router } from '#server/trpc/procedures.ts';
import { policiesOf } from '#server/trpc/policy.ts';
import type { Permission } from '#shared/permissions.ts';

test('the policy table refuses a procedure without a row, and says what to write', () => {
  const forgotten = router({
    orders: router({ place: protectedProcedure.output(z.string()).mutation(() => 'placed') }),
  });
  expect(() => policiesOf(forgotten)).toThrow(
    'orders.place has no row in the policy table: give it .meta({ codes: [...] }) in its router, then run: npm run docs:policy',
  );
});

const offered = router({
  read: publicProcedure
    .meta({ who: 'users:read', codes: [] })
    .output(z.string())
    .query(() => 'read'),
});
const createCaller = trpc.createCallerFactory(offered);
const callAs = (permissions: Permission[] | null) => {
  const actor = permissions && ({ user: { permissions } } as unknown as Actor);
  return createCaller({ findActor: () => Promise.resolve(actor) } as RequestContext);
};

test('a procedure that names a permission refuses a caller without a session, whatever its base', async () => {
  await expect(callAs(null).read()).rejects.toThrow('UNAUTHENTICATED');
});

test('a procedure refuses a caller who lacks its permission', async () => {
  await expect(callAs(['users:write']).read()).rejects.toThrow('FORBIDDEN');
});

test('a procedure answers a caller who has its permission', async () => {
  await expect(callAs(['users:read']).read()).resolves.toBe('read');
});
