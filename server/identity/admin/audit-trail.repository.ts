import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { auditEvents, type AuditEvent } from '#shared/identity/audit.ts';

export interface TrailFilters {
  readonly userId?: string | undefined;
  readonly event?: AuditEvent | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly ip?: string | undefined;
  /** The id of the event after which the page begins. */
  readonly cursor?: string | undefined;
}

export type AuditTrailRepository = ReturnType<typeof createAuditTrailRepository>;
export type TrailRow = Awaited<ReturnType<AuditTrailRepository['findPage']>>[number];

/** Everybody's events, as administrators read them. */
export function createAuditTrailRepository(db: Database) {
  return {
    /** The newest first, of the kinds that this build knows. E-mails are those of now; null for an erased account. */
    async findPage({ userId, event, from, to, ip, cursor }: TrailFilters, limit: number) {
      return db
        .selectFrom('audit_events')
        .leftJoin('users as concerned', 'concerned.id', 'audit_events.user_id')
        .leftJoin('users as actor', 'actor.id', 'audit_events.actor_id')
        .select(['audit_events.id', 'event', 'occurred_at', 'user_id', 'actor_id', 'session_id'])
        .select(['ip_address', 'device_info', 'request_id', 'details'])
        .select(['concerned.email as user_email', 'actor.email as actor_email'])
        .where('event', 'in', event ? [event] : auditEvents)
        .$if(userId !== undefined, (query) => query.where('user_id', '=', userId ?? ''))
        .$if(ip !== undefined, (query) => query.where('ip_address', '=', ip ?? ''))
        .$if(from !== undefined, (query) => query.where('occurred_at', '>=', sql<Date>`${from}::timestamptz`))
        .$if(to !== undefined, (query) => query.where('occurred_at', '<', sql<Date>`${to}::timestamptz`))
        .$if(cursor !== undefined, (query) =>
          query.where(
            sql<boolean>`(occurred_at, audit_events.id)
              < ((select occurred_at from audit_events where id = ${cursor}::uuid), ${cursor}::uuid)`,
          ),
        )
        .orderBy('occurred_at', 'desc')
        .orderBy('audit_events.id', 'desc')
        .limit(limit)
        .execute();
    },
  };
}
