import { initTRPC } from '@trpc/server';
import type { Actor } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { toAppError, toErrorShape, toTrpcError } from '#server/errors/error-body.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { isForUnverified, type Audience, type ProcedureMeta } from '#server/trpc/policy.ts';
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
 * Enforces what `.meta()` and the table of calls require, before the input is read. Turns every failure into a refusal
 * with a code. `extend` adds to the context, or refuses.
 */
function guarded<Extension extends object>(extend: (ctx: RequestContext) => Extension | Promise<Extension>) {
  return trpc.procedure.use(async ({ ctx, path, meta, type, next }) => {
    try {
      if (ctx.isBatch && traitsOf(path).alone) throw new AppError('BATCH_REFUSED');
      if (type === 'mutation' && ctx.request.caller.origin === 'refused')
        throw new AppError('ORIGIN_REFUSED');
      // A procedure without `who` requires a sign-in: forgetting it must not open it to everybody.
      await requireAudience(meta?.who ?? 'signed-in', ctx, path);
      if (meta?.reauth) await requireFreshness(ctx);
      const result = await next({ ctx: await extend(ctx) });
      if (result.ok) return result;
      throw result.error;
    } catch (error) {
      throw toTrpcError(toAppError(error));
    }
  });
}

/** Anyone. */
export const publicProcedure = guarded(() => ({})).meta({ who: 'anyone' });

/** Anyone who may receive cookies: Bearer callers and foreign origins sign in by `tokens.issue`. */
export const cookieSignInProcedure = guarded(({ request }) => {
  if (request.caller.channel === 'bearer') throw new AppError('UNAUTHENTICATED');
  return {};
}).meta({ who: 'anyone' });

/** Anyone who presents a refresh cookie, valid or not. */
export const refreshCookieProcedure = guarded(({ request }) => {
  const { refreshToken } = request.caller.credentials;
  if (refreshToken === null) throw new AppError('UNAUTHENTICATED');
  return { refreshToken };
}).meta({ who: 'refresh-cookie' });

/** Anyone signed in who has the permission that `.meta({ who })` names. */
export const protectedProcedure = guarded(async (ctx) => ({
  request: { caller: ctx.request.caller, actor: await requireActor(ctx) },
})).meta({ who: 'signed-in' });

async function requireAudience(who: Audience, ctx: RequestContext, path: string): Promise<void> {
  // The procedure itself judges a refresh token.
  if (who === 'anyone' || who === 'refresh-cookie') return;
  const { user } = await requireActor(ctx);
  if (ctx.isVerifiedEmailRequired && !user.emailVerified && !isForUnverified(path))
    throw new AppError('EMAIL_UNVERIFIED');
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
