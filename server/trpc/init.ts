import { initTRPC } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { RequestContext } from '#server/trpc/context.ts';
import { toAppErrorBody, trpcCodeOf } from '#server/errors/error-body.ts';
import type { ProcedureMeta } from '#server/trpc/policy.ts';
import { errorCatalog } from '#shared/errors.ts';

export const trpc = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    // Stacks and messages stay here whatever NODE_ENV says.
    isDev: false,
    errorFormatter({ shape, error }) {
      const app = toAppErrorBody(error);
      const { status } = errorCatalog[app.code];
      const code = trpcCodeOf(status);
      const { path } = shape.data;
      return {
        code: TRPC_ERROR_CODES_BY_KEY[code],
        message: app.code,
        data: { code, httpStatus: status, ...(path && { path }), app },
      };
    },
  });
