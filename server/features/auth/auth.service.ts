import { AppError, fieldError, unavailable } from '#server/errors.ts';
import { requireStrongPassword } from '#server/features/auth/password-rules.ts';
import type { RefreshService } from '#server/features/auth/refresh.service.ts';
import type { Actor, Client, PresentedTokens } from '#server/features/sessions/actor.ts';
import type { SessionTokens } from '#server/features/sessions/session-tokens.ts';
import type { Channel } from '#server/features/sessions/sessions.repository.ts';
import type { SessionsService } from '#server/features/sessions/sessions.service.ts';
import { toUser } from '#server/features/users/user.presenter.ts';
import {
  numberedUsername,
  requireAllowedUsername,
  usernameBase,
} from '#server/features/users/username-rules.ts';
import type { Credentials, UserRow, UsersRepository } from '#server/features/users/users.repository.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import { canonicalEmail, newId } from '#server/security/identifiers.ts';
import type { Passwords } from '#server/security/passwords.ts';
import type { SecurityLog } from '#server/security-log.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { LoginInput, RegisterInput, SessionOutput } from '#shared/schemas/auth.ts';
import type { User } from '#shared/schemas/users.ts';

/** A password that changed while it was being checked is checked again, twice at most. */
const maximumVerifications = 3;
const maximumUsernameAttempts = 50;

interface Dependencies {
  users: UsersRepository;
  sessions: SessionsService;
  refresh: RefreshService;
  passwords: Passwords;
  inTransaction: InTransaction;
  isRegistrationOpen: boolean;
  securityLog: SecurityLog;
}

interface SignIn {
  channel: Channel;
  client: Client;
  presented: PresentedTokens;
}

interface SignedIn {
  user: User;
  tokens: SessionTokens;
}

export type AuthService = ReturnType<typeof createAuthService>;

export function createAuthService(dependencies: Dependencies) {
  const { users, sessions, refresh, passwords, inTransaction, isRegistrationOpen, securityLog } =
    dependencies;

  async function insertUser(repositories: Repositories, input: RegisterInput & { hashedPassword: string }) {
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

  function open(repositories: Repositories, user: UserRow, rememberMe: boolean, signIn: SignIn) {
    return sessions.open(repositories.sessions, { user, rememberMe, ...signIn });
  }

  function refuse(code: ErrorCode, account: Credentials | undefined, { client }: SignIn): AppError {
    securityLog('sign-in-refused', { code, ip: client.ip, ...(account && { userId: account.id }) });
    return new AppError(code);
  }

  /** The account under today's kind of hash; as it was when somebody was faster, and then it opens nothing. */
  async function rehash(account: Credentials, password: string): Promise<Credentials> {
    if (!passwords.isOutdated(account.hashed_password)) return account;
    const hashed_password = await passwords.hash(password);
    const hasReplaced = await users.updateHash(account.id, account.hashed_password, hashed_password);
    return hasReplaced ? { ...account, hashed_password } : account;
  }

  /** Undefined when the password changed or the account was disabled since it was checked. */
  async function openVerified(account: Credentials, rememberMe: boolean, signIn: SignIn) {
    return inTransaction(async (repositories) => {
      const user = await repositories.users.updateLastLogin(account.id, account.hashed_password);
      return user && { user: toUser(user), tokens: await open(repositories, user, rememberMe, signIn) };
    });
  }

  return {
    async register(input: RegisterInput, signIn: SignIn): Promise<SignedIn> {
      if (!isRegistrationOpen) throw new AppError('REGISTRATION_CLOSED');
      const email = canonicalEmail(input.email);
      if (email === null) throw new AppError('VALIDATION_FAILED', { fields: { email: 'INVALID' } });
      if (input.username !== undefined) requireAllowedUsername(input.username);
      requireStrongPassword(input.password, [email, input.username, input.fullName]);
      const hashedPassword = await passwords.hash(input.password);
      const signedIn = await inTransaction(async (repositories) => {
        const user = await insertUser(repositories, { ...input, email, hashedPassword });
        return { user: toUser(user), tokens: await open(repositories, user, false, signIn) };
      });
      securityLog('registered', { userId: signedIn.user.id, ip: signIn.client.ip });
      return signedIn;
    },

    async login(input: LoginInput, signIn: SignIn): Promise<SignedIn> {
      for (let count = 0; count < maximumVerifications; count += 1) {
        const account = await findAccount(users, input.identifier);
        const isRight = await passwords.verify(input.password, account?.hashed_password);
        if (!account || !isRight) throw refuse('INVALID_CREDENTIALS', account, signIn);
        if (!account.is_active) throw refuse('ACCOUNT_DISABLED', account, signIn);
        const verified = await rehash(account, input.password);
        const signedIn = await openVerified(verified, input.rememberMe ?? false, signIn);
        if (signedIn) {
          securityLog('signed-in', { userId: account.id, ip: signIn.client.ip });
          return signedIn;
        }
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
      };
    },

    async refresh(presented: string | null, channel: Channel): Promise<SessionTokens> {
      if (presented === null) throw new AppError('UNAUTHENTICATED');
      return refresh.refresh(presented, channel);
    },
  };
}

function findAccount(users: UsersRepository, identifier: string): Promise<Credentials | undefined> {
  if (!identifier.includes('@')) return users.findCredentials('username', identifier);
  return users.findCredentials('email', canonicalEmail(identifier) ?? identifier);
}
