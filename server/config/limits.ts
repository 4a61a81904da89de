import { z } from 'zod';

/** `count` per fixed window of `minutes`; null: the limit is off. */
export type WindowLimit = { readonly count: number; readonly minutes: number } | null;

const shape = /^([1-9]\d{0,8})\/([1-9]\d{0,5})m$/;

/** `<count>/<minutes>m`, or `0` for off. */
function windowLimit(fallback: string) {
  return z
    .string()
    .default(fallback)
    .transform((value, context): WindowLimit => {
      if (value === '0') return null;
      const [, count, minutes] = shape.exec(value) ?? [];
      if (count !== undefined && minutes !== undefined)
        return { count: Number(count), minutes: Number(minutes) };
      context.addIssue({
        code: 'custom',
        message: 'must be <count>/<minutes>m, such as 10/15m, or 0 for off',
      });
      return z.NEVER;
    });
}

/** The limits that count guesses. A production server does not start without one of them. */
export const windowLimits = {
  LIMIT_FAILED_PER_ACCOUNT_AND_IP: windowLimit('10/15m'),
  LIMIT_FAILED_PER_ACCOUNT: windowLimit('50/60m'),
  LIMIT_CHECKS_PER_IP: windowLimit('60/10m'),
  LIMIT_REGISTRATIONS_PER_IP: windowLimit('20/60m'),
  LIMIT_EXPORTS_PER_USER: windowLimit('5/60m'),
  LIMIT_USERNAME_CHANGES_PER_USER: windowLimit('10/60m'),
  LIMIT_MAILS_PER_ADDRESS: windowLimit('3/60m'),
  LIMIT_MAILS_PER_IP: windowLimit('20/60m'),
  LIMIT_SECOND_FACTORS_PER_ACCOUNT: windowLimit('10/15m'),
  LIMIT_ROTATIONS_PER_SESSION: windowLimit('30/1m'),
};
