import type { ActorRequest } from '#server/caller.ts';
import type { AuditRepository } from '#server/identity/audit/audit.repository.ts';
import { toActivityItem } from '#server/identity/account/activity.presenter.ts';
import type { ActivityInput, ActivityPage } from '#shared/identity/account.ts';

/** As much as a person looks through at once. */
const defaultLimit = 30;

export function createActivityService({ audit }: { audit: Pick<AuditRepository, 'findOfUser'> }) {
  return {
    /** What happened to the actor's own account, newest first. */
    async list({ actor }: ActorRequest, input: ActivityInput): Promise<ActivityPage> {
      const limit = input?.limit ?? defaultLimit;
      const found = await audit.findOfUser(actor.user.id, limit + 1, input?.cursor);
      const rows = found.slice(0, limit);
      const items = rows.map((row) => toActivityItem(row, actor.sessionId));
      return { items, nextCursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
    },
  };
}
