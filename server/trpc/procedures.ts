import { AppError } from '#server/errors.ts';
import { toAppError, toTrpcError } from '#server/trpc/error-body.ts';
import { trpc } from '#server/trpc/init.ts';

export const { router } = trpc;

/** Anyone. Every failure leaves as a refusal with a code; a mutation from somebody else's page is refused. */
export const publicProcedure = trpc.procedure
  .use(async ({ next }) => {
    const result = await next();
    if (!result.ok) throw toTrpcError(toAppError(result.error));
    return result;
  })
  .use(({ ctx, meta, type, next }) => {
    if (meta?.alone && ctx.isBatch) throw new AppError('BATCH_REFUSED');
    if (type === 'mutation' && ctx.origin === 'refused') throw new AppError('ORIGIN_REFUSED');
    return next();
  });

/** Anyone, alone in its request. */
export const unbatchedProcedure = publicProcedure.meta({ alone: true });

/** Anyone who may be given cookies: a Bearer caller and a foreign origin sign in by `tokens.issue`. */
export const cookieSignInProcedure = unbatchedProcedure.use(({ ctx, next }) => {
  if (ctx.isCookieless) throw new AppError('UNAUTHENTICATED');
  return next();
});

/** Whoever is signed in. */
export const protectedProcedure = publicProcedure.use(async ({ ctx, next }) => {
  const actor = await ctx.findActor();
  if (!actor) throw new AppError('UNAUTHENTICATED');
  return next({ ctx: { actor } });
});
