import type { AuditEvent } from '#shared/identity/audit.ts';
import type { ActivityItem, Protection } from '#shared/identity/account.ts';
import type { SessionListItem } from '#shared/identity/sessions.ts';

/** Events that somebody else may have caused, by what their owner is asked about them. */
export interface Concerns {
  /** A copy of a session was used, and the password is still the one of then. Only a new password settles it. */
  readonly copied: readonly ActivityItem[];
  /** Sign-ins by a browser that had never signed in to the account. */
  readonly newDevices: readonly ActivityItem[];
  /** Refused passwords and lock-outs from where nobody is signed in. */
  readonly refused: readonly ActivityItem[];
  /** The same from the address and device of an open session: most likely the owner's own slips. */
  readonly slips: readonly ActivityItem[];
  /** What an administrator did to the account. */
  readonly operator: readonly ActivityItem[];
}

export type Concern = keyof Concerns;
/** Up to when the owner said of each concern that it was their own doing. */
export type Settled = Readonly<Partial<Record<Concern, string>>>;

export interface Seen {
  readonly protection: Pick<Protection, 'alarms' | 'passwordSetAt'>;
  readonly sessions: readonly SessionListItem[];
  readonly settled: Settled;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;
const weekMilliseconds = 7 * dayMilliseconds;
const refusals: ReadonlySet<AuditEvent> = new Set(['sign-in-refused', 'password-refused', 'limit-hit']);
const operatorActs: ReadonlySet<AuditEvent> = new Set([
  'password-reset',
  'account-disabled',
  'account-enabled',
  'role-changed',
]);

/** What still waits for its owner's answer: of the last day, and since the password changed. */
export function concernsOf({ protection, sessions, settled }: Seen, now: number): Concerns {
  const { alarms, passwordSetAt } = protection;
  const open = (concern: Concern, items: readonly ActivityItem[]) =>
    items.filter(({ at }) => now - Date.parse(at) < dayMilliseconds && at > (settled[concern] ?? ''));
  const sinceChange = alarms.filter(({ at }) => passwordSetAt === null || at > passwordSetAt);
  const newDevices = open(
    'newDevices',
    sinceChange.filter(({ isNewDevice, isThisSession }) => isNewDevice && !isThisSession),
  );
  const isFrom = (one: Pick<ActivityItem, 'device' | 'ip'>, other: Pick<ActivityItem, 'device' | 'ip'>) =>
    one.device === other.device && one.ip === other.ip;
  // A guess that succeeded opens a session: while that is asked about, it makes nothing the owner's own.
  const isOwn = (item: ActivityItem) =>
    sessions.some((session) => isFrom(session, item)) && !newDevices.some((device) => isFrom(device, item));
  const refused = sinceChange.filter(({ event }) => refusals.has(event));
  return {
    copied: sinceChange.filter(({ event }) => event === 'refresh-reused'),
    newDevices,
    refused: open(
      'refused',
      refused.filter((item) => !isOwn(item)),
    ),
    slips: open('slips', refused.filter(isOwn)),
    operator: open(
      'operator',
      alarms.filter(({ event }) => operatorActs.has(event)),
    ),
  };
}

/** How many attempts a concern is about; a lock-out alone stands for those before it. */
export function attemptsOf(items: readonly ActivityItem[]): number {
  return items.filter(({ event }) => event !== 'limit-hit').length || items.length;
}

/** The events of all concerns: rows of these are marked. */
export function concerningIds(concerns: Concerns): ReadonlySet<string> {
  return new Set(
    Object.values(concerns).flatMap((items: readonly ActivityItem[]) => items.map(({ id }) => id)),
  );
}

/** Equal events one after another by one device at one address; the newest first, as they are listed. */
export interface EventRun {
  readonly newest: ActivityItem;
  readonly oldest: ActivityItem;
  readonly count: number;
}

/** Repeats that differ only in their time become one line. */
export function runsOf(activity: readonly ActivityItem[]): readonly EventRun[] {
  const runs: EventRun[] = [];
  for (const item of activity) {
    const last = runs.at(-1);
    if (last && isRepeat(last.newest, item))
      runs[runs.length - 1] = { ...last, oldest: item, count: last.count + 1 };
    else runs.push({ newest: item, oldest: item, count: 1 });
  }
  return runs;
}

function isRepeat(one: ActivityItem, other: ActivityItem): boolean {
  const told = ({ id: _id, at: _at, ...rest }: ActivityItem) => JSON.stringify(rest);
  return told(one) === told(other);
}

/** How many other sessions nobody has used for a week: forgotten ones are better ended. */
export function quietSessions(sessions: readonly SessionListItem[], now: number): number {
  return sessions.filter(
    ({ current, lastSeenAt }) => !current && now - Date.parse(lastSeenAt) > weekMilliseconds,
  ).length;
}
