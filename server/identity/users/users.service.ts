import { AppError, fieldError } from '#server/errors/app-error.ts';
import type { LimitsService } from '#server/identity/limits/limits.service.ts';
import type { ActorRequest } from '#server/caller.ts';
import { toUser } from '#server/identity/users/users.presenter.ts';
import { requireAllowedUsername } from '#server/identity/users/users.rules.ts';
import type { UsersRepository } from '#server/identity/users/users.repository.ts';
import type { InTransaction } from '#server/repositories.ts';
import type { UpdateProfileInput, User } from '#shared/identity/users.ts';

interface Dependencies {
  users: Pick<UsersRepository, 'updateProfile'>;
  limits: Pick<LimitsService, 'countAct'>;
  inTransaction: InTransaction;
}

export function createUsersService({ users, limits, inTransaction }: Dependencies) {
  /** Counts before it looks whether the name is free: a caller may only want to find out who is registered. */
  async function rename({ actor, caller }: ActorRequest, input: UpdateProfileInput & { username: string }) {
    if (!actor.isFreshlyAuthenticated) throw new AppError('REAUTH_REQUIRED');
    const { id: userId } = actor.user;
    return limits.countAct('username-changes-user', { userId, caller }, async () => {
      requireAllowedUsername(input.username);
      return inTransaction(async (repositories) => {
        const user = await save(repositories.users, userId, input);
        const { sessionId } = actor;
        const event = { event: 'username-changed', userId, actorId: userId, sessionId, caller } as const;
        await repositories.audit.insert(event);
        return user;
      });
    });
  }

  return {
    me({ actor }: ActorRequest): User {
      return actor.user;
    },

    /** A new username needs a fresh proof and counts against a limit; the present one is no change. */
    async updateProfile(request: ActorRequest, input: UpdateProfileInput): Promise<User> {
      const { actor } = request;
      const { username, ...changes } = input;
      const isRenamed = username !== undefined && username !== actor.user.username;
      if (isRenamed) return rename(request, { ...changes, username });
      return save(users, actor.user.id, changes);
    },
  };
}

async function save(
  users: Pick<UsersRepository, 'updateProfile'>,
  userId: string,
  { version, fullName, ...changes }: UpdateProfileInput,
): Promise<User> {
  const emptied = fullName === '' ? null : fullName;
  const row = await users.updateProfile(userId, version, { ...changes, fullName: emptied });
  if (row === 'username-taken') throw fieldError('USERNAME_TAKEN', 'username');
  if (!row) throw new AppError('CONFLICT_VERSION');
  return toUser(row);
}
