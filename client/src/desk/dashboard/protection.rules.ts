import { attemptsOf, type Concerns } from '#client/identity/account/attention.ts';
import { hasFactor, isOldPassword, passwordDaysOf } from '#client/identity/account/weak-spots.ts';
import type { Protection } from '#shared/identity/account.ts';
import type { Factors } from '#shared/identity/factors.ts';

/** What is known of an account's protection. */
export interface Known {
  readonly concerns: Concerns;
  readonly protection: Protection;
  readonly factors: Pick<Factors, 'totp' | 'passkeys'>;
  /** Other sessions that nobody has used for a week. */
  readonly quiet: number;
  /** Null where the server sends no mails: nothing can confirm an address then. */
  readonly isAddressConfirmed: boolean | null;
}

interface Part {
  readonly id: 'address' | 'devices' | 'factor' | 'password' | 'refusals' | 'sessions';
  readonly isDone: boolean;
  /** What the part counts: days for the password, null once its event is forgotten. */
  readonly count: number | null;
}

const weekDays = 7;

/** The parts of the ring, each done or waiting for its owner. */
export function partsOf(
  { concerns, protection, factors, quiet, isAddressConfirmed }: Known,
  now: number,
): readonly Part[] {
  const { copied, newDevices, refused, slips } = concerns;
  const passwordDays = passwordDaysOf(protection, now);
  const waiting = attemptsOf([...refused, ...slips]);
  const isAnswered = refused.length + slips.length === 0;
  const ofWeek = protection.days.slice(-weekDays).reduce((sum, day) => sum + day.refused, 0);
  const address: Part[] =
    isAddressConfirmed === null ? [] : [{ id: 'address', isDone: isAddressConfirmed, count: null }];
  return [
    ...address,
    { id: 'factor', isDone: hasFactor(factors), count: null },
    { id: 'devices', isDone: newDevices.length === 0, count: newDevices.length },
    {
      id: 'password',
      isDone: copied.length === 0 && !isOldPassword(passwordDays),
      count: passwordDays,
    },
    { id: 'refusals', isDone: isAnswered, count: isAnswered ? ofWeek : waiting },
    { id: 'sessions', isDone: quiet === 0, count: quiet },
  ];
}
