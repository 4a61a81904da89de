import type { Channel } from '#server/caller.ts';
import type { SessionWithUser } from '#server/identity/sessions/session-statements.repository.ts';
import type { RefreshTokenClaims } from '#server/security/refresh-token.ts';
import type { ErrorCode, ErrorParams } from '#shared/errors.ts';

/**
 * For how long the parent of the current token still gets an access token alone. Two tabs or a repeated request may
 * present it. RFC 9700 §4.14.2 asks to refuse a rotated token. Ten seconds without a refresh token give a thief little.
 */
const graceMillis = 10_000;

/** Why a presented refresh token is refused. Theft has a verdict of its own. */
type RefreshRefusal = Extract<
  ErrorCode,
  'REFRESH_INVALID' | 'ACCOUNT_DISABLED' | 'SESSION_REVOKED' | 'SESSION_EXPIRED'
>;

export interface Refused {
  readonly code: RefreshRefusal;
  readonly params?: ErrorParams;
}

export type RefreshVerdict =
  | { act: 'rotate' | 'recover' | 'grace' | 'end-as-stolen' }
  | ({ act: 'refuse' } & Refused);

/** The refresh table: the first match wins. Pure: the row holds the database's own answers about time. */
export function judgeRefresh(
  session: SessionWithUser | undefined,
  token: RefreshTokenClaims,
  channel: Channel,
): RefreshVerdict {
  if (!session || session.channel !== channel || token.generation > session.generation)
    return { act: 'refuse', code: 'REFRESH_INVALID' };
  if (!session.is_active) return { act: 'refuse', ...closedAccount(session) };
  if (session.revoked_reason !== null)
    return { act: 'refuse', code: 'SESSION_REVOKED', params: { because: session.revoked_reason } };
  if (session.is_expired) return { act: 'refuse', code: 'SESSION_EXPIRED' };
  if (token.secretHash.equals(session.refresh_token_hash)) return { act: 'rotate' };
  if (session.previous_token_hash?.equals(token.secretHash))
    return { act: session.rotated_ago_ms <= graceMillis ? 'grace' : 'recover' };
  if (token.generation < session.generation) return { act: 'end-as-stolen' };
  return { act: 'refuse', code: 'REFRESH_INVALID' };
}

/** Says when a deleted account's rows are erased, to who proved to be its owner. */
export function closedAccount({ deleted_until: deletedUntil }: Pick<SessionWithUser, 'deleted_until'>) {
  const params = deletedUntil && { deletedUntil: deletedUntil.toISOString() };
  return { code: 'ACCOUNT_DISABLED', ...(params && { params }) } as const;
}
