import type { Selectable } from 'kysely';
import type { Passkeys } from '#server/db/schema.ts';
import type { Passkey } from '#shared/identity/factors.ts';

type ShownPasskey = Pick<Selectable<Passkeys>, 'id' | 'name' | 'created_at' | 'last_used_at' | 'is_synced'>;

/** A passkey as its owner sees it; never its key. */
export function toPasskey(row: ShownPasskey): Passkey {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    isSynced: row.is_synced,
  };
}
