import { z } from 'zod';
import { auditEvents } from '#shared/identity/audit.ts';
import { instant } from '#shared/text.ts';
import { userSchema } from '#shared/identity/users.ts';

const exportedSession = z.object({
  id: z.guid(),
  channel: z.enum(['cookie', 'bearer']),
  rememberMe: z.boolean(),
  createdAt: instant,
  lastSeenAt: instant,
  lastRotatedAt: instant,
  reauthenticatedAt: instant.nullable(),
  expiresAt: instant,
  endedAt: instant.nullable(),
  endedBecause: z.string().nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type ExportedSession = z.infer<typeof exportedSession>;

const exportedDevice = z.object({ knownSince: instant, lastUsedAt: instant });
export type ExportedDevice = z.infer<typeof exportedDevice>;

const exportedEvent = z.object({
  id: z.guid(),
  event: z.enum(auditEvents),
  at: instant,
  sessionId: z.guid().nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ExportedEvent = z.infer<typeof exportedEvent>;

/** Rows of each table that one export holds. */
export const exportedRowsMaximum = 10_000;

/**
 * Everything that is kept about the caller, newest first in each list, and nothing that signs in: no hash of a
 * password, a token or a device. Sessions stay 30 days after their end, of one user the newest 200 ended ones.
 * `older…` counts the rows of a table beyond the newest ten thousand, which are left out.
 */
export const dataExport = z.object({
  exportedAt: instant,
  user: userSchema,
  links: z.object({
    oauthProvider: z.string().nullable(),
    oauthProviderId: z.string().nullable(),
    telegramChatId: z.string().nullable(),
  }),
  sessions: z.array(exportedSession).max(exportedRowsMaximum),
  olderSessions: z.int(),
  devices: z.array(exportedDevice).max(exportedRowsMaximum),
  olderDevices: z.int(),
  events: z.array(exportedEvent).max(exportedRowsMaximum),
  olderEvents: z.int(),
});
export type DataExport = z.infer<typeof dataExport>;
