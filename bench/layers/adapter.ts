import { createExpressMiddleware } from '@trpc/server/adapters/express';
import { oneProcedure, serveTrpc } from './one-procedure.ts';

/** tRPC's adapter for Express as shipped, which the host stands in for. */
serveTrpc(createExpressMiddleware({ router: oneProcedure }));
