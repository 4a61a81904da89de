import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Database } from '#server/db/database.ts';
import { newId } from '#server/security/identifiers.ts';
import { newRecoveryCodes, newTotpSecret, recoveryCodeHash } from '#server/security/one-time-codes.ts';
import type { Sealing } from '#server/security/sealing.ts';

/** When the person of the demo added them, in hours before the demo is made. */
export const factorsAddedAgo = { totp: 20 * 24, passkey: 11 * 24 } as const;

interface Making {
  readonly userId: string;
  readonly now: Date;
  readonly totpSecrets: Pick<Sealing, 'seal'>;
}

/** What only the person of the demo would have: shown once, as the pages show it. */
export interface DemoFactors {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** Gives a person an authenticator app, recovery codes, and a passkey whose name says that nobody holds it. */
export async function insertDemoFactors(
  db: Database,
  { userId, now, totpSecrets }: Making,
): Promise<DemoFactors> {
  const secret = newTotpSecret();
  const recoveryCodes = newRecoveryCodes();
  const at = (hoursAgo: number) => new Date(now.getTime() - hoursAgo * 3_600_000);
  const added = { user_id: userId, created_at: at(factorsAddedAgo.totp) };
  await db
    .insertInto('totp_factors')
    .values({
      ...added,
      sealed_secret: totpSecrets.seal(secret, userId),
      enabled_at: added.created_at,
      last_step: 0,
    })
    .execute();
  await db
    .insertInto('recovery_codes')
    .values(recoveryCodes.map((code) => ({ ...added, code_hash: recoveryCodeHash(code) })))
    .execute();
  await db
    .insertInto('passkeys')
    .values({
      user_id: userId,
      id: newId(),
      name: 'Demo: no device holds this one',
      credential_id: randomBytes(32),
      public_key: forgottenKey(),
      counter: 0,
      transports: ['internal'],
      is_synced: false,
      created_at: at(factorsAddedAgo.passkey),
    })
    .execute();
  return { secret, recoveryCodes };
}

/** The public half of an ES256 key as COSE writes it (RFC 9053 §7.1). The private half is kept by nobody. */
function forgottenKey(): Buffer {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20),
    Buffer.from(x, 'base64url'),
    Buffer.of(0x22, 0x58, 0x20),
    Buffer.from(y, 'base64url'),
  ]);
}
