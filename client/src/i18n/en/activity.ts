import type { AuditEvent } from '#shared/identity/audit.ts';

/** What happened to an account, in its owner's words. An audit event without a text does not compile. */
export const activity = {
  events: {
    registered: 'Account created',
    'signed-in': 'Signed in',
    'sign-in-refused': 'Sign-in refused',
    'signed-out': 'Signed out',
    'session-replaced': 'Session ended by a new sign-in in the same browser',
    'session-revoked': 'A session was ended',
    'sessions-revoked': 'Several sessions were ended at once',
    'refresh-recovered': 'Session continued after a lost connection',
    'refresh-reused': 'A copy of a session was used, so the session was ended',
    'password-changed': 'Password changed',
    'password-reset': 'Password reset by an administrator',
    'password-refused': 'Wrong password while confirming a change',
    reauthenticated: 'Password confirmed',
    'username-changed': 'Username changed',
    'data-exported': 'A copy of your data was downloaded',
    'account-disabled': 'Account disabled by an administrator',
    'account-enabled': 'Account enabled again by an administrator',
    'account-deleted': 'Account deleted',
    'role-changed': 'Role changed by an administrator',
    'everyone-signed-out': 'All sessions of everybody were ended by an administrator',
    'limit-hit': 'Too many attempts: further ones were refused for a while',
  } satisfies Record<AuditEvent, string>,
  /** A newer server may tell of more than this page knows. */
  unknownEvent: 'Something else happened to the account',
  thisSession: 'This session',
  /** In place of device and address. */
  onServer: 'An administrator, on the server itself',
} as const;
