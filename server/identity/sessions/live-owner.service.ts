import type { Actor } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { LockedUser } from '#server/identity/users/users.repository.ts';
import type { Repositories } from '#server/repositories.ts';

/**
 * Locks the row of a signed-in person whose session has not ended since the call came in. Else a thief's call under way
 * would outlive the answer that ended the thief's session.
 */
export async function lockLiveOwner(
  { users, sessions }: Pick<Repositories, 'users' | 'sessions'>,
  { user, sessionId }: Pick<Actor, 'user' | 'sessionId'>,
): Promise<LockedUser> {
  const locked = await users.lock(user.id);
  const session = await sessions.findActor({ userId: user.id, sessionId });
  if (!locked?.is_active || !session?.is_live) throw new AppError('UNAUTHENTICATED');
  return locked;
}
