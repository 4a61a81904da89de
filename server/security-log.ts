import type { ErrorCode } from '#shared/errors.ts';

export type SecurityEvent = 'sign-in-refused' | 'refresh-refused';

/** What concerns no known account: a line and a count, so that nobody fills the audit table from outside. */
export type SecurityLog = (event: SecurityEvent, details: Readonly<{ code: ErrorCode; ip: string }>) => void;
