import { sql } from 'kysely';
import type { Channel } from '#server/caller.ts';
import type { Database } from '#server/db/database.ts';
import { fixedWindow, secondsUntil } from '#server/db/fixed-window.ts';
import { prepare } from '#server/db/prepared.ts';
import {
  sessionEnd,
  type RevokedReason,
  type SessionRules,
} from '#server/identity/sessions/session-endings.repository.ts';
import {
  deletedUntil,
  userColumns,
  userPermissions,
} from '#server/identity/users/user-columns.repository.ts';
import type { Credentials, UserRow } from '#server/identity/users/users.repository.ts';
import type { SessionKey } from '#server/security/session-tokens.ts';

/** A session when it was read. Every time in it, and every answer about time, is the database's. */
export interface SessionRow {
  session_id: string;
  generation: number;
  refresh_token_hash: Buffer;
  previous_token_hash: Buffer | null;
  remember_me: boolean;
  channel: Channel;
  session_expires_at: Date;
  /** Why it was ended; null while it was not. */
  revoked_reason: string | null;
  is_expired: boolean;
  rotated_ago_ms: number;
  seen_ago_ms: number;
  /** True when this session has used up its rotations of the current window. */
  is_rotation_limited: boolean;
  rotations_reset_at: Date;
  rotations_reset_in_s: number;
  is_freshly_authenticated: boolean;
  now: Date;
}

export type SessionWithUser = SessionRow & UserRow & Pick<Credentials, 'deleted_until'>;

/** What every request of a signed-in person reads: the user, and how the session stands by the database's time. */
export interface ActorRow
  extends UserRow, Pick<SessionRow, 'seen_ago_ms' | 'is_freshly_authenticated' | 'now'> {
  session_expires_at: Date;
  is_live: boolean;
}

/** For how many minutes a proof of identity allows sensitive calls (the public contract). */
const freshMinutes = 10;

/** Signing in proves the identity, and so does the password given again. `greatest` ignores a null. */
export const freshUntil = sql<Date>`(greatest(sessions.created_at, sessions.reauthenticated_at)
  + make_interval(mins => ${sql.lit(freshMinutes)}))`;

const counted = {
  used: sql<number>`sessions.rotations`,
  resetsAt: sql<Date>`sessions.rotations_reset_at`,
};

/** Counts the rotations of a session; undefined where they are not limited. */
const rotationsOf = ({ rotationsPerSession }: SessionRules) =>
  rotationsPerSession && fixedWindow(counted, rotationsPerSession);

/** Whose tokens are issued. */
export type RotatedSession = Pick<
  SessionWithUser,
  'id' | 'session_id' | 'role' | 'remember_me' | 'session_expires_at' | 'now'
>;

export interface NewSession extends SessionKey {
  refreshTokenHash: Buffer;
  rememberMe: boolean;
  channel: Channel;
  /** Its lifetime, or… */
  hours?: number;
  /** …its end, for one that continues under a new id. */
  expiresAt?: Date;
  ip: string;
  device: string | null;
}

export interface OpenedSession {
  expires_at: Date;
  now: Date;
  /** The sessions that ended for it. */
  ended: string[];
}

export interface Rotation extends SessionKey {
  channel: Channel;
  generation: number;
  presentedHash: Buffer;
  currentHash: Buffer;
  newHash: Buffer;
}

/** Of one set of rules, the statements that most requests need: their texts are built once. */
const statementsByRules = new WeakMap<SessionRules, ReturnType<typeof createStatements>>();

function createStatements(rules: SessionRules) {
  const { isExpired, isLive } = sessionEnd(rules);
  const rotations = rotationsOf(rules);
  const isRotationLimited = rotations?.isFull ?? sql<boolean>`false`;
  const withUser = (db: Database, place: (name: keyof SessionKey) => string) =>
    db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .where('sessions.user_id', '=', place('userId'))
      .where('sessions.id', '=', place('sessionId'))
      .select(userColumns)
      .select([
        userPermissions,
        'sessions.expires_at as session_expires_at',
        millisSince(sql.ref('sessions.last_seen_at')).as('seen_ago_ms'),
        sql<boolean>`${freshUntil} > now()`.as('is_freshly_authenticated'),
        sql<Date>`now()`.as('now'),
      ]);

  return {
    actor: prepare<SessionKey, ActorRow>((db, place) => withUser(db, place).select(isLive.as('is_live'))),
    session: prepare<SessionKey, SessionWithUser>((db, place) =>
      withUser(db, place).select([
        'sessions.id as session_id',
        'sessions.generation',
        'sessions.refresh_token_hash',
        'sessions.previous_token_hash',
        'sessions.remember_me',
        'sessions.channel',
        'sessions.revoked_reason',
        deletedUntil.as('deleted_until'),
        isExpired.as('is_expired'),
        millisSince(sql.ref('sessions.rotated_at')).as('rotated_ago_ms'),
        isRotationLimited.as('is_rotation_limited'),
        'sessions.rotations_reset_at',
        secondsUntil(counted.resetsAt).as('rotations_reset_in_s'),
      ]),
    ),
    insert: prepare<NewSession & { others: number }, OpenedSession>((db, place) =>
      db
        .with('ended', (query) =>
          query
            .updateTable('sessions')
            .set({ revoked_at: sql`now()`, revoked_reason: 'limit' satisfies RevokedReason })
            .where('user_id', '=', place('userId'))
            .where('id', 'in', (others) =>
              others
                .selectFrom('sessions')
                .select('id')
                .where('user_id', '=', place('userId'))
                .where(isLive)
                .orderBy('created_at', 'desc')
                .orderBy('id', 'desc')
                .offset(place('others')),
            )
            .returning('id'),
        )
        .insertInto('sessions')
        .values({
          user_id: place('userId'),
          id: place('sessionId'),
          refresh_token_hash: place('refreshTokenHash'),
          remember_me: place('rememberMe'),
          channel: place('channel'),
          created_at: sql`clock_timestamp()`,
          last_seen_at: sql`clock_timestamp()`,
          expires_at: sql`coalesce(${place('expiresAt')}::timestamptz,
            clock_timestamp() + make_interval(hours => ${place('hours')}::int))`,
          ip_address: place('ip'),
          device_info: place('device'),
        })
        .returning(['expires_at', sql<Date>`clock_timestamp()`.as('now')])
        .returning(sql<string[]>`array(select id::text from ended)`.as('ended')),
    ),
    rotate: prepare<Rotation, RotatedSession>((db, place) =>
      db
        .updateTable('sessions')
        .set({
          generation: sql`generation + 1`,
          refresh_token_hash: place('newHash'),
          previous_token_hash: place('presentedHash'),
          rotated_at: sql`clock_timestamp()`,
          last_seen_at: sql`now()`,
          ...(rotations && { rotations: rotations.usedNext, rotations_reset_at: rotations.resetsNext }),
        })
        .from('users')
        .whereRef('users.id', '=', 'sessions.user_id')
        .where('users.is_active', '=', true)
        .where('sessions.user_id', '=', place('userId'))
        .where('sessions.id', '=', place('sessionId'))
        .where('sessions.channel', '=', place('channel'))
        .where('sessions.generation', '=', place('generation'))
        .where('sessions.refresh_token_hash', '=', place('currentHash'))
        .where(isLive)
        .where(sql<boolean>`not ${isRotationLimited}`)
        .returning(['users.id', 'users.role', 'sessions.id as session_id', 'sessions.remember_me'])
        .returning(['sessions.expires_at as session_expires_at', sql<Date>`now()`.as('now')]),
    ),
  };
}

export function statementsOf(rules: SessionRules) {
  const statements = statementsByRules.get(rules) ?? createStatements(rules);
  statementsByRules.set(rules, statements);
  return statements;
}

function millisSince(column: ReturnType<typeof sql.ref>) {
  return sql<number>`(extract(epoch from clock_timestamp() - ${column}) * 1000)::float8`;
}
