import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { factorsAddedAgo } from '#server/cli/demo-factors.ts';
import { demoDevices, demoStranger } from '#server/cli/demo-people.ts';
import { operator } from '#server/cli/operator-acts.ts';
import type { Database } from '#server/db/database.ts';
import type { AuditEvent } from '#shared/identity/audit.ts';

const hourMillis = 3_600_000;
const dayMillis = 24 * hourMillis;
/** As many as the pages count by day. */
const days = 30;

type Details = Readonly<Record<string, string>>;
const wrongPassword: Details = { code: 'INVALID_CREDENTIALS' };

/** What happened besides sign-ins, and how many hours ago. The pages mark the refusals of the last day. */
const acts: readonly (readonly [
  hoursAgo: number,
  event: AuditEvent,
  by: 'owner' | 'stranger',
  details?: Details,
])[] = [
  [29 * 24, 'registered', 'owner'],
  [29 * 24 - 1, 'email-verified', 'owner'],
  [21 * 24, 'username-changed', 'owner'],
  [factorsAddedAgo.totp, 'factor-added', 'owner', { factor: 'totp' }],
  [17 * 24 + 2, 'sign-in-refused', 'stranger', wrongPassword],
  [17 * 24 + 1, 'sign-in-refused', 'stranger', wrongPassword],
  [17 * 24, 'limit-hit', 'stranger'],
  [12 * 24, 'password-changed', 'owner'],
  [factorsAddedAgo.passkey, 'factor-added', 'owner', { factor: 'passkey' }],
  [5 * 24, 'data-exported', 'owner'],
  [9, 'sign-in-refused', 'stranger', wrongPassword],
  [8, 'sign-in-refused', 'owner', wrongPassword],
];

/** Sessions by the hours since their beginning and their end; null: open. */
const sessions: readonly (readonly [startedAgo: number, endedAgo: number | null])[] = [
  [26 * 24, 12 * 24],
  [12 * 24, 4 * 24],
  [6 * 24, null],
  [3 * 24, 2 * 24],
  [30, null],
  [7, null],
];

/** Writes thirty days of a person's sign-ins, sessions and events. No token opens the sessions. */
export async function insertDemoHistory(db: Database, userId: string, now: Date): Promise<void> {
  const ago = (hours: number) => new Date(now.getTime() - hours * hourMillis);
  await db
    .insertInto('sessions')
    .values(sessions.map(([started, ended], index) => sessionRow(userId, index, { ago, started, ended })))
    .execute();
  const events = [
    ...acts.map(([hours, event, by, details = {}]) => ({
      at: ago(hours),
      event,
      from: by === 'owner' ? 0 : null,
      details,
    })),
    ...signInTimes(now).map((at, index) => ({ at, event: 'signed-in' as const, from: index, details: {} })),
  ];
  await db
    .insertInto('audit_events')
    .values(events.map((event) => eventRow(userId, event)))
    .execute();
}

/** One or two on most days, none on some: the same each time the demo is made. */
function signInTimes(now: Date): Date[] {
  const times = Array.from({ length: days * 2 }, (_, half) => ({
    at: new Date(now.getTime() - half * (dayMillis / 2) - (half % 7) * hourMillis),
    isLeftOut: half % 3 === 1 || half % 10 === 4,
  }));
  return times.filter(({ isLeftOut }) => !isLeftOut).map(({ at }) => at);
}

interface Span {
  readonly ago: (hours: number) => Date;
  readonly started: number;
  readonly ended: number | null;
}

function sessionRow(userId: string, index: number, { ago, started, ended }: Span) {
  const { ip, device } = demoDevices[index % demoDevices.length] ?? demoDevices[0];
  return {
    id: v7({ msecs: ago(started).getTime() }),
    user_id: userId,
    refresh_token_hash: createHash('sha256').update(randomBytes(32)).digest(),
    device_info: device,
    ip_address: ip,
    remember_me: true,
    channel: 'cookie' as const,
    created_at: ago(started),
    last_seen_at: ago(ended ?? index),
    rotated_at: ago(ended ?? index),
    expires_at: ago(started - days * 24),
    revoked_at: ended === null ? null : ago(ended),
    revoked_reason: ended === null ? null : 'signed-out',
  };
}

interface DemoEvent {
  readonly at: Date;
  readonly event: AuditEvent;
  readonly from: number | null;
  readonly details: Details;
}

function eventRow(userId: string, { at, event, from, details }: DemoEvent) {
  const { ip, device } =
    from === null ? demoStranger : (demoDevices[from % demoDevices.length] ?? demoStranger);
  return {
    id: v7({ msecs: at.getTime() }),
    event,
    user_id: userId,
    actor_id: from === null ? null : userId,
    ip_address: ip,
    device_info: device,
    request_id: operator('seed').requestId,
    details: JSON.stringify(details),
    occurred_at: at,
  };
}
