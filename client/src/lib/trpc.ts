import { createTRPCReact } from '@trpc/react-query';
import type { AppRouter } from '#client/lib/quantpulse-api.d.ts';
import { browserSession } from '#client/session/browser-session.ts';
import { cookiesKeptLink } from '#client/session/cookies-kept-link.ts';
import { identityLink } from '#client/session/identity-link.ts';
import { lockLink } from '#client/session/lock-link.ts';
import { refreshLink } from '#client/session/refresh-link.ts';
import { transportLink } from '#client/session/transport-links.ts';

/** Every procedure of the server as a typed hook. Only the API's type is seen here, never the server's code. */
export const trpc = createTRPCReact<AppRouter>();

/**
 * The order matters: a refused call releases the lock before the refresh takes it, and the page learns of
 * a new identity while the lock still keeps other tabs from changing it.
 */
export function createTrpcClient() {
  const { renewer, lock, identity, calls, ask } = browserSession;
  return trpc.createClient({
    links: [
      refreshLink({ renewer, onRefusedAgain: () => void ask() }),
      lockLink(lock),
      identityLink(identity),
      cookiesKeptLink(calls),
      transportLink(),
    ],
  });
}
