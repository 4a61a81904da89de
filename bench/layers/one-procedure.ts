import { parseArgs } from 'node:util';
import { initTRPC } from '@trpc/server';
import express, { type RequestHandler } from 'express';

const { procedure, router } = initTRPC.create();
const [port, length] = parseArgs({ allowPositionals: true }).positionals;
const answer = { text: 'x'.repeat(Number(length)) };

/** A router whose one procedure does nothing; its answer is as long as that of `users.me`. */
export const oneProcedure = router({ text: procedure.query(() => answer) });

/** The Express of `express.ts`, with tRPC in place of its route. */
export function serveTrpc(handler: RequestHandler): void {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/trpc', handler);
  app.listen(Number(port), '127.0.0.1');
}
