/** What concerns no known account is told here alone, so that nobody fills the audit table from outside. */
export type SecurityLog = (
  event: 'sign-in-refused' | 'refresh-refused',
  details: Readonly<Record<string, string>>,
) => void;
