import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { newId } from '#server/security/identifiers.ts';
import { auditEvents, type AuditEvent } from '#shared/identity/audit.ts';

export interface NewAuditEvent {
  readonly event: AuditEvent;
  /** The user it concerns; null where only an address is known. */
  readonly userId: string | null;
  /** The user who did it, when that is certain. */
  readonly actorId?: string | null;
  readonly sessionId?: string | null;
  readonly caller: {
    /** Null for an act of the operator on the server's own machine. */
    readonly address: string | null;
    readonly userAgent: string | undefined;
    readonly requestId: string;
  };
  /** Counts and codes; never what a person typed. */
  readonly details?: Readonly<Record<string, string | number>>;
}

type Attribution = Pick<NewAuditEvent, 'caller' | 'actorId' | 'sessionId'>;

/** Each of them opens a session. */
const signIns: readonly AuditEvent[] = ['registered', 'signed-in'];
const refusals = ['sign-in-refused', 'password-refused'] as const satisfies readonly AuditEvent[];
/** What anybody can cause who knows a name. */
const attempts: readonly AuditEvent[] = [...refusals, 'limit-hit'];
/** What its owner did not do, or may not have done; a copied session counts for longer. */
const alarming: readonly AuditEvent[] = [
  ...attempts,
  'password-reset',
  'password-recovered',
  'email-change-requested',
  'email-changed',
  'account-restored',
  'account-disabled',
  'account-enabled',
  'role-changed',
  'factor-added',
  'factor-removed',
  'factors-reset',
  'recovery-code-used',
  'second-factor-refused',
  'passkey-copied',
];

/** After each of them somebody knows another password. */
const passwordEvents: readonly AuditEvent[] = [
  'registered',
  'account-created',
  'password-changed',
  'password-reset',
  'password-recovered',
];

export type AuditRepository = ReturnType<typeof createAuditRepository>;

/** Append-only: the table refuses to change a row, or to delete one before its time. */
export function createAuditRepository(db: Database) {
  return {
    async insert(...events: NewAuditEvent[]): Promise<void> {
      if (events.length > 0) await db.insertInto('audit_events').values(events.map(toRow)).execute();
    },

    /** Says whose act it is, for the events that triggers write in this transaction. */
    async attribute({ caller, actorId = null, sessionId = null }: Attribution): Promise<void> {
      await sql`select set_config('quantpulse.request_id', ${caller.requestId}, true),
        set_config('quantpulse.actor_id', ${actorId}, true),
        set_config('quantpulse.session_id', ${sessionId}, true),
        set_config('quantpulse.ip_address', ${caller.address}, true),
        set_config('quantpulse.device_info', ${deviceOf(caller)}, true)`.execute(db);
    },

    /**
     * The newest events of a user, or those before the user's event `after`. Only kinds this build knows: a newer build
     * may write others to the same table. A session is kept for 30 days after its end; then its device is null.
     */
    async findOfUser(userId: string, limit: number, after?: string) {
      return eventsOfUser(db, userId)
        .where('event', 'in', auditEvents)
        .$if(after !== undefined, (query) =>
          query.where(
            sql<boolean>`(occurred_at, audit_events.id) < (select occurred_at, id from audit_events
              where id = ${after} and user_id = ${userId})`,
          ),
        )
        .orderBy('occurred_at', 'desc')
        .orderBy('audit_events.id', 'desc')
        .limit(limit)
        .execute();
    },

    /**
     * Events of the last 24 hours that somebody else may have caused. A copy of a session that was used since `since`
     * counts however long ago that was. Attempts come last, and the newest first of both.
     */
    async findAlarmsOfUser(userId: string, since: Date | null, limit: number) {
      return (
        eventsOfUser(db, userId)
          .where((where) =>
            where.or([
              where.and([
                where('event', '=', 'refresh-reused'),
                ...(since ? [where('occurred_at', '>', since)] : []),
              ]),
              where.and([
                where('occurred_at', '>', sql<Date>`now() - interval '24 hours'`),
                where.or([
                  where('event', 'in', alarming),
                  where.and([where('event', '=', 'signed-in'), where(sql`details ->> 'device'`, '=', 'new')]),
                ]),
              ]),
            ]),
          )
          // Whoever guesses on and on must not push out what else they did.
          .orderBy(sql`event in (${sql.join(attempts)})`)
          .orderBy('occurred_at', 'desc')
          .orderBy('audit_events.id', 'desc')
          .limit(limit)
          .execute()
      );
    },

    async countOfUser(userId: string): Promise<number> {
      const row = await db
        .selectFrom('audit_events')
        .where('user_id', '=', userId)
        .where('event', 'in', auditEvents)
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
    },

    /** Sign-ins and refused ones of the last `days` times 24 hours, by quarters of an hour that had any. */
    async countSignInsOfUser(userId: string, days: number) {
      return db
        .selectFrom('audit_events')
        .where('user_id', '=', userId)
        .where('event', 'in', [...signIns, ...refusals])
        .where('occurred_at', '>=', sql<Date>`now() - make_interval(days => ${days}::int)`)
        .select(sql<Date>`date_bin('15 minutes', occurred_at, timestamptz 'epoch')`.as('startedAt'))
        .select(sql<number>`(count(*) filter (where event = any(${signIns}::text[])))::int`.as('sign_ins'))
        .select(sql<number>`(count(*) filter (where event <> all(${signIns}::text[])))::int`.as('refused'))
        .groupBy('startedAt')
        .execute();
    },

    /** The newest sign-in from before a session of theirs was opened. */
    async findSignInBefore(userId: string, sessionId: string) {
      return db
        .selectFrom('audit_events')
        .where('user_id', '=', userId)
        .where('event', 'in', signIns)
        .where('session_id', 'is distinct from', sessionId)
        .where(
          sql<boolean>`occurred_at < (select created_at from sessions where id = ${sessionId} and user_id = ${userId})`,
        )
        .select(['occurred_at', 'device_info', 'ip_address'])
        .orderBy('occurred_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
    },

    /** When the password was last chosen, as far as events are kept, and what time it is. */
    async findPasswordSetAt(userId: string) {
      return db
        .selectNoFrom(({ selectFrom }) =>
          selectFrom('audit_events')
            .where('user_id', '=', userId)
            .where('event', 'in', passwordEvents)
            .select('occurred_at')
            .orderBy('occurred_at', 'desc')
            .limit(1)
            .as('password_set_at'),
        )
        .select(sql<Date>`now()`.as('now'))
        .executeTakeFirstOrThrow();
    },

    /** Removes at most `batch` events older than `days`, by the owner's function; the number removed. */
    async deleteOlderThan(days: number, batch: number): Promise<number> {
      const { rows } = await sql<{ forgotten: number }>`
        select forget_audit_events(${days}::int, ${batch}::int) as forgotten`.execute(db);
      return rows[0]?.forgotten ?? 0;
    },
  };
}

/** A user's events, each with the device of its session while that is kept. */
function eventsOfUser(db: Database, userId: string) {
  return db
    .selectFrom('audit_events')
    .where('audit_events.user_id', '=', userId)
    .leftJoin('sessions', (join) =>
      join
        .onRef('sessions.user_id', '=', 'audit_events.user_id')
        .onRef('sessions.id', '=', 'audit_events.session_id'),
    )
    .select(['audit_events.id', 'event', 'occurred_at', 'session_id', 'request_id', 'details'])
    .select(['audit_events.user_id', 'actor_id'])
    .select(['audit_events.ip_address', 'audit_events.device_info'])
    .select(['sessions.device_info as session_device', 'revoked_reason']);
}

function deviceOf({ userAgent }: NewAuditEvent['caller']): string | null {
  return userAgent?.slice(0, 500) ?? null;
}

function toRow(event: NewAuditEvent) {
  return {
    id: newId(),
    event: event.event,
    user_id: event.userId,
    actor_id: event.actorId ?? null,
    session_id: event.sessionId ?? null,
    ip_address: event.caller.address,
    device_info: deviceOf(event.caller),
    request_id: event.caller.requestId,
    details: JSON.stringify(event.details ?? {}),
  };
}
