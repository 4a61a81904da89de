/** Security events until the audit table takes them: who and what, never a token or what a person typed. */
export type SecurityLog = (event: SecurityEvent, details: Readonly<Record<string, string>>) => void;

export type SecurityEvent =
  | 'registered'
  | 'signed-in'
  | 'sign-in-refused'
  | 'session-ended'
  | 'refresh-recovered'
  | 'refresh-refused'
  | 'refresh-reused';
