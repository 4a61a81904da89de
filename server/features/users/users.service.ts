import { AppError, fieldError } from '#server/errors.ts';
import type { Actor } from '#server/features/sessions/actor.ts';
import { toUser } from '#server/features/users/user.presenter.ts';
import { requireAllowedUsername } from '#server/features/users/username-rules.ts';
import type { UsersRepository } from '#server/features/users/users.repository.ts';
import type { UpdateProfileInput, User } from '#shared/schemas/users.ts';

interface Dependencies {
  users: Pick<UsersRepository, 'updateProfile'>;
}

export function createUsersService({ users }: Dependencies) {
  return {
    me(actor: Actor): User {
      return actor.user;
    },

    async updateProfile(actor: Actor, input: UpdateProfileInput): Promise<User> {
      const { version, fullName, ...changes } = input;
      if (changes.username !== undefined) requireAllowedUsername(changes.username);
      const row = await users.updateProfile(actor.user.id, version, {
        ...changes,
        fullName: fullName === '' ? null : fullName,
      });
      if (row === 'username-taken') throw fieldError('USERNAME_TAKEN', 'username');
      if (!row) throw new AppError('CONFLICT_VERSION');
      return toUser(row);
    },
  };
}
