import { initTRPC } from '@trpc/server';
import type { RequestContext } from '#server/trpc/context.ts';
import { toAppErrorBody } from '#server/trpc/error-body.ts';

/** What a procedure says of itself beside its types. */
export interface ProcedureMeta {
  /** Refused in a batch, because its cookies or its cost must be the request's only ones. */
  readonly alone?: boolean;
}

export const trpc = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    // Stacks and messages stay here whatever NODE_ENV says.
    isDev: false,
    errorFormatter({ shape, error }) {
      const app = toAppErrorBody(error);
      const { code, httpStatus, path } = shape.data;
      return { code: shape.code, message: app.code, data: { code, httpStatus, ...(path && { path }), app } };
    },
  });
