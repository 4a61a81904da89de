import { createHost } from '#server/trpc/host.ts';
import { oneProcedure, serveTrpc } from './one-procedure.ts';

/** The server's host of tRPC, by itself. */
serveTrpc(createHost({ router: oneProcedure, createContext: () => ({}), allowStreaming: false }));
