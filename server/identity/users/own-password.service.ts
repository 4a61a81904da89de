import type { ActorRequest } from '#server/caller.ts';
import { AppError, fieldError } from '#server/errors/app-error.ts';
import type { AuditRepository } from '#server/identity/audit/audit.repository.ts';
import type { PasswordCheck, PasswordsService } from '#server/identity/passwords/passwords.service.ts';
import type { UsersRepository } from '#server/identity/users/users.repository.ts';
import { canonicalForm } from '#server/security/identifiers.ts';

interface Dependencies {
  users: Pick<UsersRepository, 'findCredentialsById'>;
  audit: Pick<AuditRepository, 'insert'>;
  passwords: Pick<PasswordsService, 'begin'>;
}

interface Presented {
  readonly password: string;
  /** The input's name for the password, which the refusal of a wrong one names. */
  readonly field: string;
}

/** A right password: the stored hash, and the check that may hash another. */
interface Verified {
  readonly hash: string;
  readonly check: PasswordCheck;
}

export type OwnPassword = ReturnType<typeof createOwnPassword>;

/** Checks the password of a signed-in person, for the calls that require it again. */
export function createOwnPassword({ users, audit, passwords }: Dependencies) {
  async function refuse(
    { actor, caller }: ActorRequest,
    field: string,
    told: PasswordCheck['told'],
  ): Promise<AppError> {
    const { user, sessionId } = actor;
    const event = { event: 'password-refused', userId: user.id, actorId: user.id } as const;
    await audit.insert({ ...event, sessionId, caller });
    return fieldError('CURRENT_PASSWORD_INVALID', field, told);
  }

  return {
    /** Runs `act` if the password is right. */
    async verified<Result>(
      request: ActorRequest,
      { password, field }: Presented,
      act: (verified: Verified) => Promise<Result>,
    ): Promise<Result> {
      const { user } = request.actor;
      const account = await users.findCredentialsById(user.id);
      // Disabled since this request came in: the session ended with the account.
      if (!account?.is_active) throw new AppError('UNAUTHENTICATED');
      const attempt = { account: canonicalForm(user.email), userId: user.id, isSignedIn: true };
      const check = await passwords.begin({ ...attempt, caller: request.caller });
      let failure: unknown;
      try {
        const isRight = await check.verify(password, account.hashed_password);
        if (!isRight) throw await refuse(request, field, check.told);
        return await act({ hash: account.hashed_password, check });
      } catch (error) {
        failure = error;
        throw error;
      } finally {
        await check.settle(failure);
      }
    },
  };
}
