import type { ErrorCode } from '#shared/errors.ts';

export type SecurityEvent = 'sign-in-refused' | 'refresh-refused';

/** Logs and counts events of no known account: in the audit table strangers could write as many as they like. */
export type SecurityLog = (event: SecurityEvent, details: Readonly<{ code: ErrorCode; ip: string }>) => void;
