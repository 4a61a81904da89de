/**
 * The kinds of events in the audit table (ASVS 5.0 16.3). It records every sign-in, refusal and change of a known
 * account or session, and every limit that was hit.
 */
export const auditEvents = [
  'registered',
  'account-created',
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'session-replaced',
  'session-revoked',
  'sessions-revoked',
  'refresh-recovered',
  'refresh-reused',
  'password-changed',
  'password-reset',
  'password-reset-requested',
  'password-recovered',
  'email-verified',
  'email-change-requested',
  'email-changed',
  'email-change-undone',
  'sign-in-reported',
  'account-restored',
  'password-refused',
  'reauthenticated',
  'factor-added',
  'factor-removed',
  'factors-reset',
  'recovery-code-used',
  'recovery-codes-renewed',
  'second-factor-refused',
  'passkey-copied',
  'username-changed',
  'data-exported',
  'account-disabled',
  'account-enabled',
  'account-deleted',
  'role-changed',
  'max-chats-changed',
  'everyone-signed-out',
  'audit-exported',
  'mail-retried',
  'limit-hit',
] as const;

/** A kind of event in the audit table. */
export type AuditEvent = (typeof auditEvents)[number];
