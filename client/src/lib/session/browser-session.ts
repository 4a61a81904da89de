import { createAuthCalls } from '#client/lib/session/auth-calls.ts';
import { createPageSession } from '#client/lib/session/page-session.ts';
import { createSessionLock } from '#client/lib/session/session-lock.ts';
import { createTabChannel } from '#client/lib/session/tab-channel.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import { transportLink } from '#client/lib/session/transport-links.ts';

/** The one session of this page, wired to the browser it runs in. */
export const browserSession = createPageSession({
  calls: createAuthCalls(transportLink()),
  lock: createSessionLock(unlessDenied(() => navigator.locks)),
  channel: createTabChannel(),
});
