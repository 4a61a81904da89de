import { fieldError } from '#server/errors/app-error.ts';
import { numberedUsername, usernameBase } from '#server/identity/users/users.rules.ts';
import type { UserRow } from '#server/identity/users/users.repository.ts';
import type { Repositories } from '#server/repositories.ts';
import { newId } from '#server/security/identifiers.ts';
import type { Locale } from '#shared/locales.ts';
import type { Role } from '#shared/permissions.ts';

const maximumUsernameAttempts = 50;

export interface Newcomer {
  readonly email: string;
  /** Without one, a name is made from the e-mail, and numbered while it is taken. */
  readonly username?: string | undefined;
  readonly fullName?: string | undefined;
  readonly hashedPassword: string;
  readonly locale?: Locale | undefined;
  readonly role?: Role;
  /** True where the same transaction opens the first session. */
  readonly hasSignedIn: boolean;
}

export type Newcomers = ReturnType<typeof createNewcomers>;

/** The one way in which accounts are made, by their owners and by operators. */
export function createNewcomers() {
  return {
    /** A taken name is refused with its code. */
    async insert({ users }: Pick<Repositories, 'users'>, newcomer: Newcomer): Promise<UserRow> {
      const base = newcomer.username ?? usernameBase(newcomer.email);
      for (let attempt = 0; attempt < maximumUsernameAttempts; attempt += 1) {
        const row = await users.insert({
          ...newcomer,
          id: newId(),
          username: newcomer.username ?? numberedUsername(base, attempt),
          fullName: newcomer.fullName || null,
        });
        if (row === 'email-left') throw fieldError('EMAIL_TAKEN', 'email');
        if (row) return row;
        if (await users.isTaken('email', newcomer.email)) throw fieldError('EMAIL_TAKEN', 'email');
        if (newcomer.username !== undefined) throw fieldError('USERNAME_TAKEN', 'username');
      }
      throw new Error('no free username was found');
    },
  };
}
