import { readDay, type Day } from '#shared/money/days.ts';
import { dayIn } from '#shared/zoned-days.ts';

/** The day it is for a person. */
export const todayIn = (timeZone: string): Day => readDay(dayIn(timeZone)(new Date())) ?? 0;

/** A day that is asked for: later than today is today, and so is none. */
export function dayAsked(written: string | undefined, today: Day): Day {
  const day = written === undefined ? null : readDay(written);
  return day === null || day > today ? today : day;
}
