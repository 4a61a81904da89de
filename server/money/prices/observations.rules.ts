import { AppError } from '#server/errors/app-error.ts';
import type { DayRange } from '#server/money/prices/prices.repository.ts';
import type { FieldCode } from '#shared/errors.ts';
import { observationsMaximum } from '#shared/money/observations.ts';
import { dayIn } from '#shared/zoned-days.ts';

/** The rows that are wrong, by their place in the input; nothing is written then. */
export function requireRows<Row>(rows: readonly Row[], field: string, isRight: (row: Row) => boolean): void {
  const wrong = rows.flatMap((row, index) => (isRight(row) ? [] : [[`rows.${index}.${field}`, 'INVALID']]));
  if (wrong.length > 0)
    throw new AppError('VALIDATION_FAILED', {
      fields: Object.fromEntries(wrong) as Record<string, FieldCode>,
    });
}

/** What is entered is of today at the latest, in the zone of the profile. */
export function requirePast(rows: readonly { date: string }[], timeZone: string): void {
  const today = dayIn(timeZone)(new Date());
  requireRows(rows, 'date', ({ date }) => date <= today);
}

export function requireRange({ from, to }: DayRange): void {
  if (from !== undefined && to !== undefined && from > to)
    throw new AppError('VALIDATION_FAILED', { fields: { from: 'INVALID' } });
}

/** How many there are once rows were added; the transaction is rolled back where that is too many. */
export function requireRoom(count: number): void {
  if (count > observationsMaximum)
    throw new AppError('QUOTA_REACHED', { params: { maximum: observationsMaximum } });
}
