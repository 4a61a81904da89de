import type { Actor } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { LockedUser } from '#server/identity/users/users.repository.ts';
import type { Repositories } from '#server/repositories.ts';

export type OwnSession = ReturnType<typeof createOwnSession>;

/** Changes that must not outlive the session that asked for them. */
export function createOwnSession() {
  return {
    /**
     * Locks the row of a signed-in person, and reads their session again under that lock. Else what a thief has under
     * way would come true after the owner has ended the thief's session.
     */
    async lockOwner(
      { users, sessions }: Pick<Repositories, 'users' | 'sessions'>,
      { user, sessionId }: Actor,
    ): Promise<LockedUser> {
      const locked = await users.lock(user.id);
      const session = await sessions.findActor({ userId: user.id, sessionId });
      if (!locked?.is_active || !session?.is_live) throw new AppError('UNAUTHENTICATED');
      return locked;
    },
  };
}
