import type { AfterAnswer } from '#server/after-answer.ts';
import { AppError, fieldError, unavailable } from '#server/errors/app-error.ts';
import type { Claim, PasswordChecks } from '#server/identity/passwords/passwords.service.ts';
import type { RequireStrongPassword } from '#server/identity/passwords/passwords.rules.ts';
import type { RefreshService } from '#server/identity/sessions/refresh.service.ts';
import type { Actor, Client } from '#server/caller.ts';
import type { SessionOpener, SignedIn } from '#server/identity/sessions/session-opener.service.ts';
import { findAccount } from '#server/identity/users/find-account.ts';
import {
  numberedUsername,
  requireAllowedUsername,
  usernameBase,
} from '#server/identity/users/users.rules.ts';
import type { Credentials, UserRow, UsersRepository } from '#server/identity/users/users.repository.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import type { AuditRepository } from '#server/identity/audit/audit.repository.ts';
import { canonicalEmail, canonicalForm, newId } from '#server/security/identifiers.ts';
import type { PasswordWork } from '#server/security/passwords.ts';
import type { SecurityLog } from '#server/security-log.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { LoginInput, RegisterInput, SessionOutput } from '#shared/identity/auth.ts';

/** A password that changed while it was being checked is checked again; twice at most. */
const maximumVerifications = 3;
const maximumUsernameAttempts = 50;
/** From then on a person is told how many attempts are left, known or not. */
const toldAttemptsLeft = 3;

interface Dependencies {
  users: UsersRepository;
  audit: AuditRepository;
  opener: SessionOpener;
  refresh: RefreshService;
  passwordChecks: PasswordChecks;
  requireStrongPassword: RequireStrongPassword;
  inTransaction: InTransaction;
  securityLog: SecurityLog;
  afterAnswer: AfterAnswer;
  isRegistrationOpen: boolean;
  appOrigin: string;
}

type NewAccount = RegisterInput & { hashedPassword: string };

export type AuthService = ReturnType<typeof createAuthService>;

export function createAuthService(dependencies: Dependencies) {
  const { users, audit, opener, refresh, passwordChecks, inTransaction, securityLog } = dependencies;
  const { requireStrongPassword, afterAnswer } = dependencies;

  /** The stored hash to open with; one of another kind is made anew, unless the password changed meanwhile. */
  async function rehash(account: Credentials, password: string, work: PasswordWork): Promise<string> {
    if (!passwordChecks.isOutdated(account.hashed_password)) return account.hashed_password;
    const newHash = await work.hash(password);
    const isKept = await users.updatePassword(account.id, account.hashed_password, newHash);
    return isKept ? newHash : account.hashed_password;
  }

  /**
   * Written to the audit table where an account is concerned, after the answer, so that its time tells nothing;
   * strangers' guesses at nobody only to the log.
   */
  function tellRefused(code: ErrorCode, { userId, client }: Claim): void {
    const event = 'sign-in-refused';
    if (userId === null) securityLog(event, { code, ip: client.ip });
    else afterAnswer(() => audit.insert({ event, userId, client, details: { code } }));
  }

  function wrongPassword(claim: Claim, attemptsLeft: number | null): AppError {
    const code = 'INVALID_CREDENTIALS';
    tellRefused(code, claim);
    const isTold = attemptsLeft !== null && attemptsLeft <= toldAttemptsLeft;
    return new AppError(code, isTold ? { params: { attemptsLeft } } : {});
  }

  function disabledAccount(claim: Claim): AppError {
    tellRefused('ACCOUNT_DISABLED', claim);
    return new AppError('ACCOUNT_DISABLED');
  }

  async function openAndTell(
    repositories: Repositories,
    user: UserRow,
    { event, ...opening }: { event: 'registered' | 'signed-in'; rememberMe: boolean; client: Client },
  ): Promise<SignedIn> {
    const signedIn = await opener.open(repositories, user, opening);
    const { sessionId } = signedIn;
    const { id: userId } = user;
    await repositories.audit.insert({ event, userId, actorId: userId, sessionId, client: opening.client });
    return signedIn;
  }

  /** Undefined when the password changed or the account was disabled since it was checked. */
  async function openVerified(
    account: { id: string; verifiedHash: string },
    rememberMe: boolean,
    client: Client,
  ): Promise<SignedIn | undefined> {
    return inTransaction(async (repositories) => {
      const user = await repositories.users.updateLastLogin(account.id, account.verifiedHash);
      return user && openAndTell(repositories, user, { event: 'signed-in', rememberMe, client });
    });
  }

  async function openRegistered(input: NewAccount, client: Client): Promise<SignedIn> {
    return inTransaction(async (repositories) => {
      const user = await insertUser(repositories, input);
      return openAndTell(repositories, user, { event: 'registered', rememberMe: false, client });
    });
  }

  return {
    async register(input: RegisterInput, client: Client): Promise<SignedIn> {
      if (!dependencies.isRegistrationOpen) throw new AppError('REGISTRATION_CLOSED');
      const email = canonicalEmail(input.email);
      if (email === null) throw new AppError('VALIDATION_FAILED', { fields: { email: 'INVALID' } });
      if (input.username !== undefined) requireAllowedUsername(input.username);
      await requireStrongPassword(input.password, [email, input.username, input.fullName]);
      return passwordChecks.hashForRegistration(client, input.password, (hashedPassword) =>
        openRegistered({ ...input, email, hashedPassword }, client),
      );
    },

    async login(input: LoginInput, client: Client): Promise<SignedIn> {
      for (let count = 0; count < maximumVerifications; count += 1) {
        const account = await findAccount(users, input.identifier);
        const userId = account?.id ?? null;
        const typed = canonicalForm(input.identifier);
        const claim = { account: typed, userId, isSignedIn: false, client };
        const presented = { password: input.password, stored: account?.hashed_password };
        const signedIn = await passwordChecks.check(
          claim,
          presented,
          async ({ isRight, attemptsLeft, work }) => {
            if (!account || !isRight) throw wrongPassword(claim, attemptsLeft);
            if (!account.is_active) throw disabledAccount(claim);
            const verifiedHash = await rehash(account, input.password, work);
            return openVerified({ id: account.id, verifiedHash }, input.rememberMe ?? false, client);
          },
        );
        if (signedIn) return signedIn;
      }
      // Nothing was wrong with what was typed: only a failed check may say so.
      throw unavailable(1);
    },

    /** What a page asks first; `refreshToken` is null where no cookie may count. */
    async session(actor: Actor | null, refreshToken: string | null): Promise<SessionOutput> {
      const refreshable = refreshToken === null ? null : await refresh.peek(refreshToken, 'cookie');
      return {
        user: actor?.user ?? null,
        canRefresh: refreshable !== null,
        accessExpiresAt: actor?.accessExpiresAt.toISOString() ?? null,
        sessionExpiresAt: (actor?.sessionExpiresAt ?? refreshable)?.toISOString() ?? null,
        appOrigin: dependencies.appOrigin,
      };
    },
  };
}

async function insertUser(repositories: Repositories, input: NewAccount) {
  const base = input.username ?? usernameBase(input.email);
  for (let attempt = 0; attempt < maximumUsernameAttempts; attempt += 1) {
    const row = await repositories.users.insert({
      id: newId(),
      email: input.email,
      username: input.username ?? numberedUsername(base, attempt),
      fullName: input.fullName || null,
      hashedPassword: input.hashedPassword,
      locale: input.locale,
    });
    if (row) return row;
    if (await repositories.users.isTaken('email', input.email)) throw fieldError('EMAIL_TAKEN', 'email');
    if (input.username !== undefined) throw fieldError('USERNAME_TAKEN', 'username');
  }
  throw new Error('no free username was found');
}
