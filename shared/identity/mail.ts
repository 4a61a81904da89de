import { z } from 'zod';
import { instant } from '#shared/text.ts';

/** Every mail that the server writes. */
export const mailKinds = [
  'verify-email',
  'reset-password',
  'invitation',
  'password-changed',
  'confirm-email-change',
  'email-change-requested',
  'email-changed',
  'email-change-undone',
  'factor-added',
  'factor-removed',
  'factors-reset',
  'recovery-code-used',
  'new-device',
  'sign-ins-guessed',
  'session-copied',
  'account-disabled',
  'account-enabled',
  'role-changed',
  'sessions-ended',
  'account-deleted',
] as const;

/** A kind of mail. */
export type MailKind = (typeof mailKinds)[number];

/** How many mails the outbox shows. */
export const outboxMaximum = 50;

/** A mail as it would be sent, in the language of its user. */
const outboxMail = z.object({
  id: z.guid(),
  kind: z.enum(mailKinds),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  createdAt: instant,
});
export type OutboxMail = z.infer<typeof outboxMail>;

/** The newest mails of a server that sends none, for whoever tries it on their own machine. */
export const outboxOutput = z.array(outboxMail).max(outboxMaximum);
