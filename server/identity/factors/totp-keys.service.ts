import type { TotpRepository } from '#server/identity/factors/totp.repository.ts';
import type { Sealing } from '#server/security/sealing.ts';

/** Rows of one step, so that no statement reads the whole table. */
const stepRows = 500;

interface Dependencies {
  totp: Pick<TotpRepository, 'findAfter' | 'updateSealed'>;
  totpSecrets: Pick<Sealing, 'reseal'>;
}

export type TotpKeys = ReturnType<typeof createTotpKeys>;

/** Keeps the secrets of authenticator apps under the current `AUTH_SECRET`, so that an old one can go. */
export function createTotpKeys({ totp, totpSecrets }: Dependencies) {
  return {
    /** How many were put under the current key, and how many no given key opens. */
    async renew(): Promise<{ renewed: number; lost: number }> {
      const counts = { renewed: 0, lost: 0 };
      let after: string | null = null;
      do {
        const rows = await totp.findAfter(after, stepRows);
        for (const { user_id: userId, sealed_secret: from } of rows) {
          const to = totpSecrets.reseal(from, userId);
          if (to === 'lost') counts.lost += 1;
          else if (to !== 'current') {
            await totp.updateSealed(userId, { from, to });
            counts.renewed += 1;
          }
        }
        after = rows.length === stepRows ? (rows.at(-1)?.user_id ?? null) : null;
      } while (after !== null);
      return counts;
    },
  };
}
