import type { AfterAnswer } from '#server/after-answer.ts';
import type { Actor, AnyRequest, Caller } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { AuditRepository } from '#server/identity/audit/audit.repository.ts';
import { isOutboxOpen, type MailMode } from '#server/identity/mail/mail.rules.ts';
import type { Entrant, SignIn } from '#server/identity/auth/sign-in.service.ts';
import { methodsOf } from '#server/identity/factors/factors.rules.ts';
import type { FactorsRepository } from '#server/identity/factors/factors.repository.ts';
import { whileHashHolds } from '#server/identity/passwords/passwords.rules.ts';
import type { PasswordCheck, PasswordsService } from '#server/identity/passwords/passwords.service.ts';
import { closedAccount } from '#server/identity/sessions/refresh.rules.ts';
import type { RefreshService } from '#server/identity/sessions/refresh.service.ts';
import type { SignedIn } from '#server/identity/sessions/session-opener.service.ts';
import type { Newcomers } from '#server/identity/users/newcomers.service.ts';
import { toUser } from '#server/identity/users/users.presenter.ts';
import { requireAllowedUsername } from '#server/identity/users/users.rules.ts';
import type { Credentials, UserRow, UsersRepository } from '#server/identity/users/users.repository.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import { passwordMark, type Challenges, type PasswordTicket } from '#server/security/challenges.ts';
import { canonicalEmail, canonicalForm } from '#server/security/identifiers.ts';
import type { PasskeyChecks } from '#server/security/passkeys.ts';
import type { SecurityLog } from '#server/security-log.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { LoginInput, RegisterInput, SessionOutput } from '#shared/identity/auth.ts';
import type { FactorMethod } from '#shared/identity/factors.ts';
import type { User } from '#shared/identity/users.ts';

interface Dependencies {
  users: Pick<UsersRepository, 'findCredentials' | 'updatePassword'>;
  audit: Pick<AuditRepository, 'insert'>;
  factors: Pick<FactorsRepository, 'count'>;
  signIn: Pick<SignIn, 'openAndRecord' | 'byPassword' | 'sendVerification'>;
  refresh: Pick<RefreshService, 'peek'>;
  passwords: Omit<PasswordsService, 'beginReset'>;
  challenges: Pick<Challenges, 'issueTicket'>;
  passkeyChecks: Pick<PasskeyChecks, 'relyingParty'>;
  newcomers: Newcomers;
  inTransaction: InTransaction;
  securityLog: SecurityLog;
  afterAnswer: AfterAnswer;
  isRegistrationOpen: boolean;
  appOrigin: string;
  isVerifiedEmailRequired: boolean;
  mailMode: MailMode;
}

/** `hasSignedIn`: a session opens with the account. */
type NewPerson = RegisterInput & { hasSignedIn: boolean };

/** The password was right, and opens nothing before one of these methods. */
export interface SecondFactorDemanded {
  readonly methods: FactorMethod[];
  readonly challenge: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export type AuthService = ReturnType<typeof createAuthService>;

export function createAuthService(dependencies: Dependencies) {
  const { users, audit, signIn, refresh, passwords, challenges } = dependencies;
  const { inTransaction, securityLog, afterAnswer } = dependencies;

  /** The stored hash, renewed when its scheme or cost is outdated and the password has not changed meanwhile. */
  async function rehash(account: Credentials, password: string, check: PasswordCheck): Promise<string> {
    if (!passwords.isOutdated(account.hashed_password)) return account.hashed_password;
    const newHash = await check.hash(password);
    const isKept = await users.updatePassword(account.id, account.hashed_password, newHash);
    return isKept ? newHash : account.hashed_password;
  }

  /**
   * Writes to the audit table after the answer, so that the answer's time does not reveal whether the account exists.
   * An unknown identifier goes to the log only.
   */
  function recordRefusal(code: ErrorCode, userId: string | null, caller: Caller): void {
    const event = 'sign-in-refused';
    if (userId === null) securityLog(event, { code, ip: caller.address });
    else afterAnswer(() => audit.insert({ event, userId, caller, details: { code } }));
  }

  /** The challenge that the second factor has to come with. It tells only this server whose sign-in waits. */
  async function demandFactor(
    { userId, verifiedHash }: Entrant,
    opening: Pick<PasswordTicket, 'rememberMe'> & { caller: Caller },
  ): Promise<SecondFactorDemanded> {
    const { rememberMe, caller } = opening;
    const { channel, credentials } = caller;
    const deviceTokens = channel === 'bearer' ? [...credentials.deviceTokens] : [];
    const { challenge, ticket } = challenges.issueTicket({
      userId,
      mark: passwordMark(verifiedHash),
      rememberMe,
      channel,
      deviceTokens,
    });
    const counted = await dependencies.factors.count(userId);
    const methods = methodsOf(counted, dependencies.passkeyChecks.relyingParty !== null);
    return { methods, challenge, until: ticket.until };
  }

  /** Undefined when the password changed during the check. */
  async function tryLogin(
    { caller }: AnyRequest,
    input: LoginInput,
  ): Promise<SignedIn | SecondFactorDemanded | undefined> {
    const account = await users.findCredentials(input.identifier);
    const userId = account?.id ?? null;
    const typed = canonicalForm(input.identifier);
    const check = await passwords.begin({ account: typed, userId, isSignedIn: false, caller });
    let failure: unknown;
    try {
      const isRight = await check.verify(input.password, account?.hashed_password);
      if (!account || !isRight)
        throw new AppError('INVALID_CREDENTIALS', check.told && { params: check.told });
      if (!account.is_active) {
        const { code, ...params } = closedAccount(account);
        throw new AppError(code, params);
      }
      const verifiedHash = await rehash(account, input.password, check);
      const entrant = { userId: account.id, verifiedHash };
      const opening = { rememberMe: input.rememberMe ?? false, caller };
      const opened = await signIn.byPassword(entrant, opening);
      return opened === 'second-factor' ? await demandFactor(entrant, opening) : opened;
    } catch (error) {
      failure = error;
      if (isSignInRefusal(error)) recordRefusal(error.code, userId, caller);
      throw error;
    } finally {
      await check.settle(failure);
    }
  }

  /** Makes an account, and in the same transaction what `then` makes of it. */
  async function create<Result>(
    { caller }: AnyRequest,
    input: NewPerson,
    then: (repositories: Repositories, user: UserRow) => Promise<Result>,
  ): Promise<Result> {
    if (!dependencies.isRegistrationOpen) throw new AppError('REGISTRATION_CLOSED');
    const email = canonicalEmail(input.email);
    if (email === null) throw new AppError('VALIDATION_FAILED', { fields: { email: 'INVALID' } });
    if (input.username !== undefined) requireAllowedUsername(input.username);
    await passwords.requireStrong(input.password, [email, input.username, input.fullName]);
    const counted = await passwords.beginRegistration(caller);
    let failure: unknown;
    try {
      const hashedPassword = await counted.hash(input.password);
      const { username, fullName, locale, hasSignedIn } = input;
      const newcomer = { email, username, fullName, locale, hashedPassword, hasSignedIn };
      return await inTransaction(async (repositories) =>
        then(repositories, await dependencies.newcomers.insert(repositories, newcomer)),
      );
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      await counted.settle(failure);
    }
  }

  return {
    async register(request: AnyRequest, input: RegisterInput): Promise<SignedIn> {
      const { caller } = request;
      return create(request, { ...input, hasSignedIn: true }, (repositories, user) =>
        signIn.openAndRecord(repositories, user, { event: 'registered', rememberMe: false, caller }),
      );
    },

    /** An account without a session: who made it signs in when they need one. */
    async registerOnly(request: AnyRequest, input: RegisterInput): Promise<User> {
      const { caller } = request;
      return create(request, { ...input, hasSignedIn: false }, async (repositories, user) => {
        const { audit: events } = repositories;
        await events.insert({ event: 'registered', userId: user.id, actorId: user.id, caller });
        await signIn.sendVerification(repositories, user);
        return toUser(user);
      });
    },

    async login(request: AnyRequest, input: LoginInput): Promise<SignedIn | SecondFactorDemanded> {
      return whileHashHolds(() => tryLogin(request, input));
    },

    /** Answers the first question of a page. A refresh token counts only if it came in a cookie. */
    async session({ caller }: AnyRequest, actor: Actor | null): Promise<SessionOutput> {
      const { refreshToken } = caller.credentials;
      const refreshable = refreshToken === null ? null : await refresh.peek(refreshToken, 'cookie');
      return {
        user: actor?.user ?? null,
        canRefresh: refreshable !== null,
        accessExpiresAt: actor?.accessExpiresAt.toISOString() ?? null,
        sessionExpiresAt: (actor?.sessionExpiresAt ?? refreshable)?.toISOString() ?? null,
        appOrigin: dependencies.appOrigin,
        features: {
          registration: dependencies.isRegistrationOpen,
          mails: dependencies.mailMode !== 'off',
          outbox: isOutboxOpen(dependencies.mailMode, caller),
          passkeys: dependencies.passkeyChecks.relyingParty !== null,
          confirmedEmailOnly: dependencies.isVerifiedEmailRequired,
        },
      };
    },
  };
}

function isSignInRefusal(error: unknown): error is AppError {
  return error instanceof AppError && ['INVALID_CREDENTIALS', 'ACCOUNT_DISABLED'].includes(error.code);
}
