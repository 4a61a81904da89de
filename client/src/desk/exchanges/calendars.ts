/** From when to when there is trading on a day, in minutes after its midnight at the exchange. */
export type Session = readonly [opens: number, closes: number];

export interface Exchange {
  readonly id: 'moex' | 'lse' | 'nyse' | 'cme' | 'crypto';
  readonly timeZone: string;
  /** The sessions of each day of the week, Sunday first. */
  readonly week: readonly (readonly Session[])[];
  /** Days unlike their week's: their sessions, none of them on a holiday, null where they were not looked up. */
  readonly otherDays: Readonly<Record<string, readonly Session[] | null>>;
  /** The first and the last day that `otherDays` covers. Crypto has no calendar, so it needs none. */
  readonly covers?: readonly [first: string, last: string];
}

const at = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const from = (opens: string, closes: string): Session => [at(opens), at(closes)];
const closed: readonly Session[] = [];

/** The same sessions on each of the days, which are written `12-31`. */
function days<Sessions extends readonly Session[] | null>(year: number, sessions: Sessions, list: string) {
  return Object.fromEntries(list.split(' ').map((day) => [`${year}-${day}`, sessions]));
}

function workingWeek(sessions: readonly Session[], weekend: readonly Session[] = closed) {
  return [weekend, sessions, sessions, sessions, sessions, sessions, weekend];
}

const weekendSession = [from('09:50', '19:00')];

/**
 * The stock market, with its morning and evening sessions. Source: the exchange's schedules for 2026 of 25 November and
 * 30 December 2025, moex.com. That of 2027 is not out.
 */
const moex: Exchange = {
  id: 'moex',
  timeZone: 'Europe/Moscow',
  week: workingWeek([from('06:50', '18:50'), from('19:00', '23:50')], weekendSession),
  covers: ['2026-01-01', '2026-12-31'],
  otherDays: {
    ...days(2026, closed, '01-01 01-02 01-03 01-04 01-07 01-10 01-11 02-14 02-15 03-07 03-08 03-21 03-22'),
    ...days(2026, closed, '05-09 05-10 06-20 06-21 08-01 08-02 08-15 08-16 09-12 09-13 10-24 10-25'),
    ...days(2026, closed, '12-05 12-06 12-31'),
    ...days(2026, weekendSession, '02-23 05-01 06-12 11-04'),
  },
};

const lseHalfDay = [from('08:00', '12:30')];

/**
 * Source: bank holidays of England, gov.uk/bank-holidays, which the exchange keeps. It closes at 12:30 on the last
 * working days before Christmas and the new year (londonstockexchange.com).
 */
const lse: Exchange = {
  id: 'lse',
  timeZone: 'Europe/London',
  week: workingWeek([from('08:00', '16:30')]),
  covers: ['2026-01-01', '2027-12-31'],
  otherDays: {
    ...days(2026, closed, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'),
    ...days(2027, closed, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'),
    ...days(2026, lseHalfDay, '12-24 12-31'),
    ...days(2027, lseHalfDay, '12-24 12-31'),
  },
};

const nyseHalfDay = [from('09:30', '13:00')];

/** Source: "NYSE Group Announces 2025, 2026 and 2027 Holiday and Early Closings Calendar", 8 November 2024. */
const nyse: Exchange = {
  id: 'nyse',
  timeZone: 'America/New_York',
  week: workingWeek([from('09:30', '16:00')]),
  covers: ['2026-01-01', '2027-12-31'],
  otherDays: {
    ...days(2026, closed, '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25'),
    ...days(2027, closed, '01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24'),
    ...days(2026, nyseHalfDay, '11-27 12-24'),
    ...days(2027, nyseHalfDay, '11-26'),
  },
};

const beforePause = from('00:00', '16:00');
const afterPause = from('17:00', '24:00');

/**
 * Futures on stock indexes, which trade from Sunday evening to Friday with an hour's pause. CME gives the hours of
 * each holiday a few weeks ahead, so these days are null. That of January 2026 is from its holiday calendar.
 */
const cme: Exchange = {
  id: 'cme',
  timeZone: 'America/Chicago',
  week: [[afterPause], ...Array.from({ length: 4 }, () => [beforePause, afterPause]), [beforePause], closed],
  covers: ['2026-01-02', '2027-12-30'],
  otherDays: {
    ...days(2026, [from('00:00', '12:00'), afterPause], '01-19'),
    ...days(2026, null, '02-16 04-02 04-03 05-25 06-19 07-03 09-07 11-26 11-27 12-24 12-25 12-31'),
    ...days(2027, null, '01-01 01-18 02-15 03-25 03-26 05-31 06-18 07-05 09-06 11-25 11-26 12-23 12-24'),
  },
};

const crypto: Exchange = {
  id: 'crypto',
  timeZone: 'UTC',
  week: Array.from({ length: 7 }, () => [from('00:00', '24:00')]),
  otherDays: {},
};

/** In the order of their opening bells of a day. */
export const exchanges: readonly Exchange[] = [moex, lse, nyse, cme, crypto];
