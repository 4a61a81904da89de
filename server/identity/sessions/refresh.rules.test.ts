import { expect, test } from 'vitest';
import { judgeRefresh } from '#server/identity/sessions/refresh.rules.ts';
import type { SessionWithUser } from '#server/identity/sessions/session-statements.repository.ts';

const current = Buffer.alloc(32, 1);
const parent = Buffer.alloc(32, 2);
const stranger = Buffer.alloc(32, 3);

function row(changes: Partial<SessionWithUser> = {}): SessionWithUser {
  return {
    channel: 'cookie',
    generation: 5,
    refresh_token_hash: current,
    previous_token_hash: parent,
    is_active: true,
    revoked_reason: null,
    deleted_until: null,
    is_expired: false,
    rotated_ago_ms: 0,
    ...changes,
  } as SessionWithUser;
}

function judge(session: SessionWithUser | undefined, generation: number, secretHash: Buffer) {
  const verdict = judgeRefresh(session, { userId: 'u', sessionId: 's', generation, secretHash }, 'cookie');
  return verdict.act === 'refuse' ? verdict.code : verdict.act;
}

const ended = { is_active: false, revoked_reason: 'logout', is_expired: true } as const;
const now = { rotated_ago_ms: 10_000 };
const later = { rotated_ago_ms: 10_000.5 };

test.each([
  ['no row', undefined, 5, current, 'REFRESH_INVALID'],
  ['the other channel, whatever else', row({ channel: 'bearer', ...ended }), 5, current, 'REFRESH_INVALID'],
  ['the other channel, old', row({ channel: 'bearer' }), 1, stranger, 'REFRESH_INVALID'],
  ['a generation not reached', row(ended), 6, current, 'REFRESH_INVALID'],
  ['disabled before revoked', row(ended), 5, current, 'ACCOUNT_DISABLED'],
  ['revoked before expired', row({ ...ended, is_active: true }), 5, current, 'SESSION_REVOKED'],
  ['expired', row({ is_expired: true }), 5, current, 'SESSION_EXPIRED'],
  ['an old token of a disabled user', row({ is_active: false }), 1, stranger, 'ACCOUNT_DISABLED'],
  ['an old token of a revoked session', row({ revoked_reason: 'logout' }), 1, stranger, 'SESSION_REVOKED'],
  ['an old token of an expired session', row({ is_expired: true }), 1, stranger, 'SESSION_EXPIRED'],
  ['the current token', row(later), 5, current, 'rotate'],
  ['the parent at ten seconds', row(now), 4, parent, 'grace'],
  ['the parent later', row(later), 4, parent, 'recover'],
  ['the parent after a recovery', row(now), 3, parent, 'grace'],
  ['an older token', row(), 3, stranger, 'end-as-stolen'],
  ['the lost successor of a recovery', row(), 4, stranger, 'end-as-stolen'],
  [
    'an old token before any parent is known',
    row({ previous_token_hash: null }),
    0,
    stranger,
    'end-as-stolen',
  ],
  ['this generation with another secret', row(), 5, stranger, 'REFRESH_INVALID'],
])('the refresh table judges %s', (_case, session, generation, hash, verdict) => {
  expect(judge(session, generation, hash)).toBe(verdict);
});
