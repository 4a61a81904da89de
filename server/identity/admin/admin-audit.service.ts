import type { ActorRequest } from '#server/caller.ts';
import { toAuditItem } from '#server/identity/admin/admin.presenter.ts';
import type { AuditTrailRepository, TrailRow } from '#server/identity/admin/audit-trail.repository.ts';
import { toCsv } from '#server/identity/admin/csv.rules.ts';
import type { LimitsService } from '#server/identity/limits/limits.service.ts';
import type { InTransaction } from '#server/repositories.ts';
import {
  exportedEventsMaximum,
  type AuditExport,
  type AuditPage,
  type ExportAuditInput,
  type ListAuditInput,
} from '#shared/identity/admin.ts';

const defaultLimit = 50;

interface Dependencies {
  auditTrail: Pick<AuditTrailRepository, 'findPage'>;
  limits: Pick<LimitsService, 'countAct'>;
  inTransaction: InTransaction;
}

/** What happened to everybody, for those who may read it. */
export function createAdminAuditService({ auditTrail, limits, inTransaction }: Dependencies) {
  return {
    async list(input: ListAuditInput): Promise<AuditPage> {
      const { limit = defaultLimit, ...filters } = input ?? {};
      const { rows, nextCursor } = pageOf(await auditTrail.findPage(filters, limit + 1), limit);
      return { items: rows.map(toAuditItem), nextCursor };
    },

    /** The export is an event itself, written in the transaction that reads. Each page of it counts as one. */
    async exportCsv({ actor, caller }: ActorRequest, input: ExportAuditInput): Promise<AuditExport> {
      const { user, sessionId } = actor;
      const userId = user.id;
      return limits.countAct('exports-user', { userId, caller }, () =>
        inTransaction(async (repositories) => {
          const found = await repositories.auditTrail.findPage(input ?? {}, exportedEventsMaximum + 1);
          const { rows, nextCursor } = pageOf(found, exportedEventsMaximum);
          const event = { event: 'audit-exported', userId, actorId: userId, sessionId, caller } as const;
          await repositories.audit.insert({ ...event, details: { rows: rows.length } });
          return { csv: toCsv(rows), nextCursor };
        }),
      );
    },
  };
}

function pageOf(found: TrailRow[], limit: number) {
  const rows = found.slice(0, limit);
  return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}
