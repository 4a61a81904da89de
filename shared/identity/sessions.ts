import { z } from 'zod';
import { instant, rowId } from '#shared/text.ts';

/** One living session of the caller; never a token. `device` names browser and device or system, such as `Safari 18, iPhone`. */
export const sessionListItem = z.object({
  id: z.guid(),
  current: z.boolean(),
  device: z.string().nullable(),
  ip: z.string().nullable(),
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  rememberMe: z.boolean(),
});
export type SessionListItem = z.infer<typeof sessionListItem>;

/** More than a person may have, so that the list is complete. */
export const listedSessionsMaximum = 100;

/** Which session to end. */
export const revokeSessionInput = z.strictObject({ sessionId: rowId });

/** How many sessions have ended. */
export const endedSessionsOutput = z.object({ endedSessions: z.int() });
