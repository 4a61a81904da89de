import type { WindowLimit } from '#server/config/limits.ts';

/** The limits that are counted in the database; null turns one off. */
export interface LimitSettings {
  readonly failedPerAccountAndIp: WindowLimit;
  readonly failedPerAccount: WindowLimit;
  readonly checksPerIp: WindowLimit;
  readonly registrationsPerIp: WindowLimit;
  readonly exportsPerUser: WindowLimit;
  readonly usernameChangesPerUser: WindowLimit;
  readonly mailsPerAddress: WindowLimit;
  readonly mailsPerIp: WindowLimit;
  readonly secondFactorsPerAccount: WindowLimit;
}
