import { windowLimits } from '#server/config/limits.ts';

export const noCeiling = { REQUESTS_PER_MINUTE: '0', REQUESTS_PER_MINUTE_PER_IP: '0' };

/** Every limit off: many tests and journeys share one address. A test of a limit sets that one. */
export const noLimits: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(windowLimits).map((name) => [name, '0'])),
  ...noCeiling,
};
