import { AppError, fieldError, unavailable } from '#server/errors.ts';
import type { Claim, PasswordChecks } from '#server/features/auth/password-checks.ts';
import { requireStrongPassword } from '#server/features/auth/password-rules.ts';
import type { RefreshService } from '#server/features/auth/refresh.service.ts';
import type { LimitHits } from '#server/features/limits/limit-hits.ts';
import type { LimitsService } from '#server/features/limits/limits.service.ts';
import type { Actor, Client } from '#server/features/sessions/actor.ts';
import type { SessionOpener, SignedIn } from '#server/features/sessions/session-opener.ts';
import {
  numberedUsername,
  requireAllowedUsername,
  usernameBase,
} from '#server/features/users/username-rules.ts';
import type { Credentials, UsersRepository } from '#server/features/users/users.repository.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import type { AuditRepository } from '#server/features/audit/audit.repository.ts';
import { canonicalEmail, canonicalForm, newId } from '#server/security/identifiers.ts';
import type { SecurityLog } from '#server/security-log.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { LoginInput, RegisterInput, SessionOutput } from '#shared/schemas/auth.ts';

/** A password that changed while it was being checked is checked again; twice at most. */
const maximumVerifications = 3;
const maximumUsernameAttempts = 50;

interface Dependencies {
  users: UsersRepository;
  audit: AuditRepository;
  opener: SessionOpener;
  refresh: RefreshService;
  passwordChecks: PasswordChecks;
  limits: LimitsService;
  limitHits: LimitHits;
  inTransaction: InTransaction;
  securityLog: SecurityLog;
  isRegistrationOpen: boolean;
}

export type AuthService = ReturnType<typeof createAuthService>;

export function createAuthService(dependencies: Dependencies) {
  const { users, audit, opener, refresh, passwordChecks, limits, limitHits, inTransaction, securityLog } =
    dependencies;

  async function hashForRegistration(client: Client, password: string): Promise<string> {
    return passwordChecks.hash(client, password, () =>
      limits
        .reserveRegistration(client)
        .catch((error: unknown) => limitHits.tell(error, { userId: null, client })),
    );
  }

  /** The stored hash to open with; one of another kind is made anew, unless the password changed meanwhile. */
  async function rehash(account: Credentials, input: LoginInput, client: Client): Promise<string> {
    if (!passwordChecks.isOutdated(account.hashed_password)) return account.hashed_password;
    const newHash = await passwordChecks.hash(client, input.password);
    const isKept = await users.updatePassword(account.id, account.hashed_password, newHash);
    return isKept ? newHash : account.hashed_password;
  }

  /** Written to the audit table where an account is concerned; strangers' guesses at nobody only to the log. */
  async function refusal(code: ErrorCode, { userId, client }: Claim): Promise<AppError> {
    const event = 'sign-in-refused';
    if (userId === null) securityLog(event, { code, ip: client.ip });
    else await audit.insert({ event, userId, client, details: { code } });
    return new AppError(code);
  }

  /** Undefined when the password changed or the account was disabled since it was checked. */
  async function openVerified(account: Credentials, input: LoginInput, client: Client) {
    const verifiedHash = await rehash(account, input, client);
    return inTransaction(async (repositories) => {
      const user = await repositories.users.updateLastLogin(account.id, verifiedHash);
      if (!user) return undefined;
      const signedIn = await opener.open(repositories, user, {
        rememberMe: input.rememberMe ?? false,
        client,
      });
      const { sessionId } = signedIn;
      await repositories.audit.insert({
        event: 'signed-in',
        userId: user.id,
        actorId: user.id,
        sessionId,
        client,
      });
      return signedIn;
    });
  }

  return {
    async register(input: RegisterInput, client: Client): Promise<SignedIn> {
      if (!dependencies.isRegistrationOpen) throw new AppError('REGISTRATION_CLOSED');
      const email = canonicalEmail(input.email);
      if (email === null) throw new AppError('VALIDATION_FAILED', { fields: { email: 'INVALID' } });
      if (input.username !== undefined) requireAllowedUsername(input.username);
      requireStrongPassword(input.password, [email, input.username, input.fullName]);
      const hashedPassword = await hashForRegistration(client, input.password);
      return inTransaction(async (repositories) => {
        const user = await insertUser(repositories, { ...input, email, hashedPassword });
        const signedIn = await opener.open(repositories, user, { rememberMe: false, client });
        const { sessionId } = signedIn;
        await repositories.audit.insert({
          event: 'registered',
          userId: user.id,
          actorId: user.id,
          sessionId,
          client,
        });
        return signedIn;
      });
    },

    async login(input: LoginInput, client: Client): Promise<SignedIn> {
      for (let count = 0; count < maximumVerifications; count += 1) {
        const account = await findAccount(users, input.identifier);
        const userId = account?.id ?? null;
        const claim = { account: userId ?? canonicalForm(input.identifier), userId, client };
        const isRight = await passwordChecks.check(claim, input.password, account?.hashed_password);
        if (!account || !isRight) throw await refusal('INVALID_CREDENTIALS', claim);
        if (!account.is_active) throw await refusal('ACCOUNT_DISABLED', claim);
        const signedIn = await openVerified(account, input, client);
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
      };
    },
  };
}

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

function findAccount(users: UsersRepository, identifier: string): Promise<Credentials | undefined> {
  if (!identifier.includes('@')) return users.findCredentials('username', identifier);
  return users.findCredentials('email', canonicalEmail(identifier) ?? identifier);
}
