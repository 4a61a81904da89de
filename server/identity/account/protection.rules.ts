import type { SignInDay } from '#shared/identity/account.ts';
import { dayIn } from '#shared/zoned-days.ts';

/** Events of a quarter of an hour: every time zone is whole quarters away from UTC. */
export interface QuarterOfSignIns {
  readonly startedAt: Date;
  readonly sign_ins: number;
  readonly refused: number;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** The last `count` days of a person up to `now`, oldest first, each with what happened between its midnights. */
export function daysOfSignIns(
  quarters: readonly QuarterOfSignIns[],
  { count, now, timeZone }: { count: number; now: Date; timeZone: string },
): SignInDay[] {
  const dayOf = dayIn(timeZone);
  const today = Date.parse(dayOf(now));
  const days = Array.from({ length: count }, (_, index) => ({
    day: new Date(today - (count - 1 - index) * dayMilliseconds).toISOString().slice(0, 10),
    signIns: 0,
    refused: 0,
  }));
  const byDay = new Map(days.map((day) => [day.day, day]));
  for (const { startedAt, sign_ins, refused } of quarters) {
    const day = byDay.get(dayOf(startedAt));
    if (!day) continue;
    day.signIns += sign_ins;
    day.refused += refused;
  }
  return days;
}
