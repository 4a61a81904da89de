import type { Selectable } from 'kysely';
import type { Passkeys } from '#server/db/schema.ts';
import type { FactorsRepository } from '#server/identity/factors/factors.repository.ts';
import type { Factors, Passkey } from '#shared/identity/factors.ts';

type Counted = Awaited<ReturnType<FactorsRepository['count']>>;
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

/** The factors of an account as its owner sees them. */
export function toFactors(counted: Counted, passkeys: readonly ShownPasskey[]): Factors {
  const { totp_enabled_at: enabledAt, recovery_codes: recoveryCodesLeft } = counted;
  return {
    totp: enabledAt && { enabledAt: enabledAt.toISOString() },
    passkeys: passkeys.map(toPasskey),
    recoveryCodesLeft,
  };
}
