import { initTRPC } from '@trpc/server';
import type { Actor } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { toAppError, toErrorShape, toTrpcError } from '#server/errors/error-body.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import type { Audience, ProcedureMeta } from '#server/trpc/policy.ts';
import { traitsOf } from '#shared/calls.ts';

export const trpc = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    // Keeps stacks and messages out of answers, whatever NODE_ENV says.
    isDev: false,
    errorFormatter: ({ shape, error }) => toErrorShape(error, shape.data.path),
  });

export const { router } = trpc;

/**
 * Turns every failure into a refusal with a code. Enforces what `.meta()` and the table of calls require, before the
 * input is read.
 */
const guardedProcedure = trpc.procedure
  .use(async ({ next }) => {
    const result = await next();
    if (!result.ok) throw toTrpcError(toAppError(result.error));
    return result;
  })
  .use(async ({ ctx, path, meta, type, next }) => {
    if (ctx.isBatch && traitsOf(path).alone) throw new AppError('BATCH_REFUSED');
    if (type === 'mutation' && ctx.request.caller.origin === 'refused') throw new AppError('ORIGIN_REFUSED');
    // A procedure without `who` requires a sign-in: forgetting it must not open it to everybody.
    await requireAudience(meta?.who ?? 'signed-in', ctx);
    if (meta?.reauth) await requireFreshness(ctx);
    return next();
  });

/** Anyone. */
export const publicProcedure = guardedProcedure.meta({ who: 'anyone' });

/** Anyone who may receive cookies: Bearer callers and foreign origins sign in by `tokens.issue`. */
export const cookieSignInProcedure = publicProcedure.use(({ ctx, next }) => {
  if (ctx.request.caller.channel === 'bearer') throw new AppError('UNAUTHENTICATED');
  return next();
});

/** Anyone who presents a refresh cookie, valid or not. */
export const refreshCookieProcedure = guardedProcedure
  .meta({ who: 'refresh-cookie' })
  .use(({ ctx, next }) => {
    const { refreshToken } = ctx.request.caller.credentials;
    if (refreshToken === null) throw new AppError('UNAUTHENTICATED');
    return next({ ctx: { refreshToken } });
  });

/** Anyone signed in who has the permission that `.meta({ who })` names. */
export const protectedProcedure = guardedProcedure
  .meta({ who: 'signed-in' })
  .use(async ({ ctx, next }) =>
    next({ ctx: { request: { caller: ctx.request.caller, actor: await requireActor(ctx) } } }),
  );

async function requireAudience(who: Audience, ctx: RequestContext): Promise<void> {
  // The procedure itself judges a refresh token.
  if (who === 'anyone' || who === 'refresh-cookie') return;
  const { user } = await requireActor(ctx);
  if (who !== 'signed-in' && !user.permissions.includes(who)) throw new AppError('FORBIDDEN');
}

async function requireFreshness(ctx: RequestContext): Promise<void> {
  const { isFreshlyAuthenticated } = await requireActor(ctx);
  if (!isFreshlyAuthenticated) throw new AppError('REAUTH_REQUIRED');
}

async function requireActor({ findActor }: RequestContext): Promise<Actor> {
  const actor = await findActor();
  if (!actor) throw new AppError('UNAUTHENTICATED');
  return actor;
}
