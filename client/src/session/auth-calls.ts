import { createTRPCUntypedClient, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { noteAddress } from '#client/session/usual-address.ts';
import type { SessionOutput, SessionTimes } from '#shared/identity/auth.ts';

/** The two calls that settle whether there is a session; neither goes through lock or refresh themselves. */
export interface AuthCalls {
  session(): Promise<SessionOutput>;
  refresh(): Promise<SessionTimes>;
}

/** By path, because the typed client is built on top of these calls. */
export function createAuthCalls(link: TRPCLink<AnyRouter>): AuthCalls {
  const client = createTRPCUntypedClient({ links: [link] });
  return {
    async session() {
      const session = (await client.query('auth.session')) as SessionOutput;
      noteAddress(session.appOrigin);
      return session;
    },
    refresh: () => client.mutation('auth.refresh') as Promise<SessionTimes>,
  };
}
