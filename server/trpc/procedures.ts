import { initTRPC, type TRPCProcedureType as ProcedureType } from '@trpc/server';
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
      await requireAccess(ctx, { path, type, ...meta });
      const result = await next({ ctx: await extend(ctx) });
      if (result.ok) return result;
      throw result.error;
    } catch (error) {
      throw toTrpcError(toAppError(error));
    }
  });
}

/** What a call demands of its caller. */
interface Demands {
  readonly path: string;
  readonly type: ProcedureType;
  readonly who?: Audience | undefined;
  readonly reauth?: boolean | undefined;
}

type Asked = Pick<RequestContext, 'request' | 'findActor' | 'isVerifiedEmailRequired'>;

/** Refuses who may not call, whatever they send; the REST face asks the same. */
export async function requireAccess(
  ctx: Asked,
  // A procedure without `who` requires a sign-in: forgetting it must not open it to everybody.
  { path, type, who = 'signed-in', reauth = false }: Demands,
): Promise<void> {
  if (type === 'mutation' && ctx.request.caller.origin === 'refused') throw new AppError('ORIGIN_REFUSED');
  await requireAudience(ctx, who, path);
  if (reauth) await requireFreshness(ctx);
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

async function requireAudience(ctx: Asked, who: Audience, path: string): Promise<void> {
  // The procedure itself judges a refresh token.
  if (who === 'anyone' || who === 'refresh-cookie') return;
  const { user } = await requireActor(ctx);
  if (ctx.isVerifiedEmailRequired && !user.emailVerified && !isForUnverified(path))
    throw new AppError('EMAIL_UNVERIFIED');
  if (who !== 'signed-in' && !user.permissions.includes(who)) throw new AppError('FORBIDDEN');
}

async function requireFreshness(ctx: Asked): Promise<void> {
  const { isFreshlyAuthenticated } = await requireActor(ctx);
  if (!isFreshlyAuthenticated) throw new AppError('REAUTH_REQUIRED');
}

export async function requireActor({ findActor }: Pick<RequestContext, 'findActor'>): Promise<Actor> {
  const actor = await findActor();
  if (!actor) throw new AppError('UNAUTHENTICATED');
  return actor;
}
