import type { Repositories } from '#server/repositories.ts';
import type { Sealing } from '#server/security/sealing.ts';
import type { Security } from '#server/security/security.ts';
import type { SessionKey } from '#server/security/session-tokens.ts';

/** Rows of one step, so that no statement reads a whole table. */
const sealedRows = 500;
const sessionRows = 10_000;
const beforeAll = {
  userId: '00000000-0000-0000-0000-000000000000',
  sessionId: '00000000-0000-0000-0000-000000000000',
};

/** For each given key, the current one first, how many rows it opens; last, how many none opens. */
type Counts = readonly number[];

export interface KeyHoldings {
  /** Secrets of authenticator apps. */
  readonly totp: Counts;
  /** Links of mails that wait to be sent. */
  readonly mails: Counts;
  readonly livingSessions: number;
  /** When the oldest refresh token of a living session was made; null when none lives. */
  readonly oldestRefreshToken: Date | null;
}

interface Parts {
  readonly repositories: Pick<Repositories, 'totp' | 'mails' | 'sessionEndings'>;
  readonly security: Pick<Security, 'totpSecrets' | 'mailTokens'>;
  readonly keyCount: number;
  /** Gets the number of rows read by each step. */
  readonly onStep: (rows: number) => void;
}

/** Reads all that is kept under a key. Which key signed a refresh token is not kept, only when that was. */
export async function countKeyHoldings(parts: Parts): Promise<KeyHoldings> {
  const { repositories, security, ...walk } = parts;
  const { totp, mails } = repositories;
  return {
    totp: await tally({ ...walk, sealing: security.totpSecrets }, async (after) =>
      (await totp.findAfter(after, sealedRows)).map((row) => ({
        id: row.user_id,
        sealed: row.sealed_secret,
      })),
    ),
    mails: await tally({ ...walk, sealing: security.mailTokens }, async (after) =>
      (await mails.findSealedAfter(after, sealedRows)).map((row) => ({
        id: row.id,
        sealed: row.sealed_token,
      })),
    ),
    ...(await countSessions(parts)),
  };
}

interface SealedRow {
  readonly id: string;
  readonly sealed: Buffer | null;
}

async function tally(
  { sealing, keyCount, onStep }: Pick<Parts, 'keyCount' | 'onStep'> & { sealing: Pick<Sealing, 'keyIndex'> },
  read: (after: string | null) => Promise<SealedRow[]>,
): Promise<Counts> {
  const counts = Array.from({ length: keyCount + 1 }, () => 0);
  let rows: SealedRow[];
  let after: string | null = null;
  do {
    rows = await read(after);
    for (const { id, sealed } of rows) {
      const index = sealed === null ? -1 : sealing.keyIndex(sealed, id);
      counts[index < 0 ? keyCount : index]! += 1;
    }
    after = rows.at(-1)?.id ?? null;
    onStep(rows.length);
  } while (rows.length === sealedRows);
  return counts;
}

async function countSessions({ repositories, onStep }: Pick<Parts, 'repositories' | 'onStep'>) {
  let livingSessions = 0;
  let oldestRefreshToken: Date | null = null;
  let after: SessionKey | null = beforeAll;
  while (after) {
    const step: Awaited<ReturnType<Repositories['sessionEndings']['tallyLive']>> =
      await repositories.sessionEndings.tallyLive(after, sessionRows);
    livingSessions += step.live;
    if (step.oldest && (!oldestRefreshToken || step.oldest < oldestRefreshToken))
      oldestRefreshToken = step.oldest;
    after = step.next;
    onStep(step.rows);
  }
  return { livingSessions, oldestRefreshToken };
}
