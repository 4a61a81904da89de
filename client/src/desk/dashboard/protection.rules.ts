import { attemptsOf, type Concerns } from '#client/identity/account/attention.ts';
import type { Protection } from '#shared/identity/account.ts';

/** What is known of an account's protection. */
export interface Known {
  readonly concerns: Concerns;
  readonly protection: Protection;
  /** Other sessions that nobody has used for a week. */
  readonly quiet: number;
  /** Null where the server sends no mails: nothing can confirm an address then. */
  readonly isAddressConfirmed: boolean | null;
}

interface Part {
  readonly id: 'address' | 'devices' | 'password' | 'refusals' | 'sessions';
  readonly isDone: boolean;
  /** What the part counts: days for the password, null once its event is forgotten. */
  readonly count: number | null;
}

/** A year: long enough to be no nuisance, short enough for passwords that leaked somewhere meanwhile. */
export const passwordDaysMaximum = 365;

const dayMilliseconds = 24 * 60 * 60 * 1000;
const weekDays = 7;

/** The parts of the ring, each done or waiting for its owner. */
export function partsOf(
  { concerns, protection, quiet, isAddressConfirmed }: Known,
  now: number,
): readonly Part[] {
  const { copied, newDevices, refused, slips } = concerns;
  const passwordDays = ageInDays(protection.passwordSetAt, now);
  const waiting = attemptsOf([...refused, ...slips]);
  const isAnswered = refused.length + slips.length === 0;
  const ofWeek = protection.days.slice(-weekDays).reduce((sum, day) => sum + day.refused, 0);
  const address: Part[] =
    isAddressConfirmed === null ? [] : [{ id: 'address', isDone: isAddressConfirmed, count: null }];
  return [
    ...address,
    { id: 'devices', isDone: newDevices.length === 0, count: newDevices.length },
    {
      id: 'password',
      isDone: copied.length === 0 && passwordDays !== null && passwordDays <= passwordDaysMaximum,
      count: passwordDays,
    },
    { id: 'refusals', isDone: isAnswered, count: isAnswered ? ofWeek : waiting },
    { id: 'sessions', isDone: quiet === 0, count: quiet },
  ];
}

function ageInDays(setAt: string | null, now: number): number | null {
  return setAt === null ? null : Math.max(0, Math.floor((now - Date.parse(setAt)) / dayMilliseconds));
}
