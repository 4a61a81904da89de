import { AppError } from '#server/errors/app-error.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { toAppError, toTrpcError } from '#server/errors/error-body.ts';
import { trpc } from '#server/trpc/init.ts';
import type { Caller } from '#server/trpc/policy.ts';

export const { router } = trpc;

/** Every failure leaves as a refusal with a code, and what the procedure's meta demands is in force before its input is read. */
const guardedProcedure = trpc.procedure
  .use(async ({ next }) => {
    const result = await next();
    if (!result.ok) throw toTrpcError(toAppError(result.error));
    return result;
  })
  .use(async ({ ctx, meta, type, next }) => {
    if (meta?.alone && ctx.isBatch) throw new AppError('BATCH_REFUSED');
    if (type === 'mutation' && ctx.origin === 'refused') throw new AppError('ORIGIN_REFUSED');
    // Who forgot to say for whom it is has made it for nobody in particular, not for everybody.
    await requireCaller(meta?.who ?? 'signed-in', ctx);
    if (meta?.reauth) await requireFreshness(ctx);
    return next();
  });

/** Anyone. */
export const publicProcedure = guardedProcedure.meta({ who: 'anyone' });

/** Anyone who may be given cookies: a Bearer caller and a foreign origin sign in by `tokens.issue`. */
export const cookieSignInProcedure = publicProcedure.use(({ ctx, next }) => {
  if (ctx.isCookieless) throw new AppError('UNAUTHENTICATED');
  return next();
});

/** Whoever presents a refresh cookie, good or bad. */
export const refreshCookieProcedure = guardedProcedure
  .meta({ who: 'refresh-cookie' })
  .use(({ ctx, next }) => next({ ctx: { refreshToken: requireRefreshToken(ctx) } }));

/** Whoever is signed in, and has the permission that `.meta({ who })` names. */
export const protectedProcedure = guardedProcedure
  .meta({ who: 'signed-in' })
  .use(async ({ ctx, next }) => next({ ctx: { actor: await requireActor(ctx) } }));

async function requireCaller(who: Caller, ctx: RequestContext): Promise<void> {
  if (who === 'anyone') return;
  if (who === 'refresh-cookie') return void requireRefreshToken(ctx);
  const { user } = await requireActor(ctx);
  if (who !== 'signed-in' && !user.permissions.includes(who)) throw new AppError('FORBIDDEN');
}

async function requireFreshness(ctx: RequestContext): Promise<void> {
  const { isFreshlyAuthenticated } = await requireActor(ctx);
  if (!isFreshlyAuthenticated) throw new AppError('REAUTH_REQUIRED');
}

async function requireActor({ findActor }: RequestContext) {
  const actor = await findActor();
  if (!actor) throw new AppError('UNAUTHENTICATED');
  return actor;
}

function requireRefreshToken({ client }: RequestContext): string {
  if (client.presented.refresh === null) throw new AppError('UNAUTHENTICATED');
  return client.presented.refresh;
}
