import { createAuthCalls } from '#client/session/auth-calls.ts';
import { createPageSession } from '#client/session/page-session.ts';
import { createSessionLock } from '#client/session/session-lock.ts';
import { createTabChannel } from '#client/session/tab-channel.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import { transportLink } from '#client/session/transport-links.ts';

/** The one session of this page, wired to the browser it runs in. */
export const browserSession = createPageSession({
  calls: createAuthCalls(transportLink()),
  lock: createSessionLock(unlessDenied(() => navigator.locks)),
  channel: createTabChannel(),
});
