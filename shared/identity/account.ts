import { z } from 'zod';
import { auditEvents } from '#shared/identity/audit.ts';
import { sessionTimes } from '#shared/identity/auth.ts';
import { exportedMoney } from '#shared/identity/exported-money.ts';
import { factorsOutput } from '#shared/identity/factors.ts';
import { newPasswordSchema, presentedPasswordSchema } from '#shared/identity/passwords.ts';
import { instant, rowId } from '#shared/text.ts';
import { userSchema } from '#shared/identity/users.ts';
import { issuedTokens } from '#shared/identity/tokens.ts';

/** A change of password by a person who knows the current one. */
export const changePasswordInput = z.strictObject({
  currentPassword: presentedPasswordSchema,
  newPassword: newPasswordSchema,
});
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

/** `endedSessions` counts the other sessions. A caller without cookies gets its new tokens in `tokens`. */
export const changePasswordOutput = sessionTimes.extend({
  endedSessions: z.int(),
  tokens: issuedTokens.optional(),
});

/** Deletes one's own account; the password confirms it. */
export const deleteAccountInput = z.strictObject({ password: presentedPasswordSchema });

/** Which events to list: the newest, or those after `cursor`. `limit` is thirty by default. */
export const activityInput = z
  .strictObject({ cursor: rowId.optional(), limit: z.int().min(1).max(100).optional() })
  .nullish();
export type ActivityInput = z.infer<typeof activityInput>;

/**
 * One event of the caller's account. `device` and `ip` are those of whoever did it, named as in `sessions.list`.
 * `ended` is about the session that the event ended. Its device is null once forgotten.
 */
export const activityItem = z.object({
  id: z.guid(),
  event: z.enum(auditEvents),
  at: instant,
  device: z.string().nullable(),
  ip: z.string().nullable(),
  /** Done by an administrator, whose device and address are not told. */
  isByAdministrator: z.boolean(),
  isThisSession: z.boolean(),
  /** A sign-in by a browser or program that had never signed in to this account. */
  isNewDevice: z.boolean(),
  ended: z.object({ device: z.string().nullable(), isOverLimit: z.boolean() }).nullable(),
  /** How many sessions ended at once; null where the event says nothing of it. */
  endedSessions: z.int().nullable(),
});
export type ActivityItem = z.infer<typeof activityItem>;

/** A page of events, newest first. `nextCursor` leads to older ones; null at the end. */
export const activityOutput = z.object({
  items: z.array(activityItem).max(100),
  nextCursor: z.string().nullable(),
});
export type ActivityPage = z.infer<typeof activityOutput>;

/** A page of alarms, the newest: an attack that makes more is one thing to look at. */
export const alarmsMaximum = 100;

/** For how many days, today included, sign-ins are counted by day. */
export const signInDays = 30;

/** A day in the person's time zone, `2026-11-21`, with its sign-ins, registration included, and refused passwords. */
const signInDay = z.object({ day: z.iso.date(), signIns: z.int(), refused: z.int() });
export type SignInDay = z.infer<typeof signInDay>;

/**
 * How the caller's account is guarded and entered. `passwordSetAt` is null when the event is older than the audit
 * trail. `previousSignIn` is the newest one before this session was opened. `days` are the last thirty, oldest first.
 * `alarms` are events of the last 24 hours that somebody else may have caused. Refused attempts and lock-outs come last,
 * and the newest first of both. A copy of a session that was used stays among them until the password is changed.
 */
export const protectionOutput = z.object({
  passwordSetAt: instant.nullable(),
  previousSignIn: z
    .object({ at: instant, device: z.string().nullable(), ip: z.string().nullable() })
    .nullable(),
  days: z.array(signInDay).length(signInDays),
  alarms: z.array(activityItem).max(alarmsMaximum),
});
export type Protection = z.infer<typeof protectionOutput>;

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

const exportedMail = z.object({
  id: z.guid(),
  kind: z.string(),
  to: z.string(),
  state: z.enum(['queued', 'sent', 'failed']),
  createdAt: instant,
  sentAt: instant.nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type ExportedMail = z.infer<typeof exportedMail>;

/** One's own picture: WebP in base64. */
const exportedAvatar = z.object({ image: z.string(), setAt: instant });
export type ExportedAvatar = z.infer<typeof exportedAvatar>;

/** A username given up and kept for its owner, in the form in which names are compared: `m1ke` for `Mike`. */
const formerUsername = z.object({ comparedAs: z.string(), keptUntil: instant });
export type FormerUsername = z.infer<typeof formerUsername>;

const exportedLink = z.object({
  purpose: z.string(),
  email: z.string(),
  createdAt: instant,
  expiresAt: instant,
});
export type ExportedLink = z.infer<typeof exportedLink>;

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

/** The most rows of each table in one export. */
export const exportedRowsMaximum = 10_000;

/**
 * Everything that is stored about the caller, newest first in each list. It holds nothing that signs in: no hash of a
 * password, a token or a device. Sessions stay 30 days after their end, and the newest 200 ended ones per user.
 * `older…` counts the rows of a table beyond the newest ten thousand, which are left out.
 */
export const dataExport = z.object({
  exportedAt: instant,
  user: userSchema,
  avatar: exportedAvatar.nullable(),
  formerUsernames: z.array(formerUsername).max(exportedRowsMaximum),
  links: z.object({
    oauthProvider: z.string().nullable(),
    oauthProviderId: z.string().nullable(),
    telegramChatId: z.string().nullable(),
  }),
  /** The app, the passkeys by name and how many recovery codes are left; no secret and no key. */
  factors: factorsOutput,
  sessions: z.array(exportedSession).max(exportedRowsMaximum),
  olderSessions: z.int(),
  devices: z.array(exportedDevice).max(exportedRowsMaximum),
  olderDevices: z.int(),
  events: z.array(exportedEvent).max(exportedRowsMaximum),
  olderEvents: z.int(),
  mails: z.array(exportedMail).max(exportedRowsMaximum),
  olderMails: z.int(),
  mailLinks: z.array(exportedLink).max(exportedRowsMaximum),
  olderMailLinks: z.int(),
  ...exportedMoney(exportedRowsMaximum),
});
export type DataExport = z.infer<typeof dataExport>;
