import { boundedText } from '#shared/text.ts';

/** A day without a zone, `2026-11-28`. As a number inside: days since 1970-01-01. */
export type Day = number;

const milliseconds = 86_400_000;
const written = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The number of a written day; null for a day that no calendar has. */
export function readDay(text: string): Day | null {
  const [, year, month, day] = written.exec(text) ?? [];
  if (year === undefined) return null;
  const date = new Date(0);
  const time = date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // 30 February is set as a day of March.
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isDay ? time / milliseconds : null;
}

export function writeDay(day: Day): string {
  return new Date(day * milliseconds).toISOString().slice(0, 10);
}

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export const weekday = (day: Day) => (((day + 4) % 7) + 7) % 7;

/** A day of any year from 0000 to 9999. */
export const daySchema = boundedText(10).refine((text) => readDay(text) !== null);

/** A day that is entered: not before 1970. Whether it has come yet, only the server can tell. */
export const enteredDay = daySchema.refine((text) => (readDay(text) ?? -1) >= 0);
