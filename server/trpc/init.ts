import { initTRPC } from '@trpc/server';
import { toErrorShape } from '#server/errors/error-body.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import type { ProcedureMeta } from '#server/trpc/policy.ts';

export const trpc = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    // Stacks and messages stay here whatever NODE_ENV says.
    isDev: false,
    errorFormatter: ({ shape, error }) => toErrorShape(error, shape.data.path),
  });
