import type { AnyRequest, Caller } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { SignIn } from '#server/identity/auth/sign-in.service.ts';
import type { FactorProofs, UseProof } from '#server/identity/factors/factor-proofs.service.ts';
import type { PasskeyOptions } from '#server/identity/factors/passkey-options.service.ts';
import type { UsedChallengesRepository } from '#server/identity/factors/used-challenges.repository.ts';
import { whileHashHolds } from '#server/identity/passwords/passwords.rules.ts';
import { closedAccount } from '#server/identity/sessions/refresh.rules.ts';
import type { SignedIn } from '#server/identity/sessions/session-opener.service.ts';
import type { UsersRepository } from '#server/identity/users/users.repository.ts';
import {
  challengeHash,
  passwordMark,
  type Challenges,
  type PasswordTicket,
  type Ticket,
} from '#server/security/challenges.ts';
import type { SecurityLog } from '#server/security-log.ts';
import type { FactorProof, LoginWithPasskeyInput, PasskeyRequestOptions } from '#shared/identity/factors.ts';

interface Dependencies {
  users: Pick<UsersRepository, 'findCredentialsById'>;
  usedChallenges: Pick<UsedChallengesRepository, 'exists' | 'insert'>;
  challenges: Pick<Challenges, 'issueTicket' | 'readTicket'>;
  factorProofs: FactorProofs;
  passkeyOptions: Pick<PasskeyOptions, 'request'>;
  signIn: Pick<SignIn, 'byFactor'>;
  securityLog: SecurityLog;
}

interface Waiting extends PasswordTicket {
  readonly ticket: Ticket;
  readonly verifiedHash: string;
}

/** What a browser is asked, and the challenge it has to bring with the answer; null: the one it has. */
interface Asked {
  readonly options: PasskeyRequestOptions;
  readonly waiting: { readonly challenge: string; readonly until: number } | null;
}

export type SecondFactorService = ReturnType<typeof createSecondFactorService>;

/** Sign-ins that end with a factor: after the password, or by a passkey alone. */
export function createSecondFactorService(dependencies: Dependencies) {
  const { users, usedChallenges, challenges, factorProofs, passkeyOptions, signIn } = dependencies;

  /** The sign-in of a challenge, while its password is still the account's and nothing has used it up. */
  async function waitingOf(challenge: string | null, { channel }: Caller): Promise<Waiting> {
    const ticket = challenges.readTicket(challenge);
    if (!ticket?.password || ticket.password.channel !== channel) throw new AppError('CHALLENGE_EXPIRED');
    const account = await users.findCredentialsById(ticket.password.userId);
    const isHeld = account?.is_active && passwordMark(account.hashed_password) === ticket.password.mark;
    if (!isHeld || (await usedChallenges.exists(challengeHash(ticket.id))))
      throw new AppError('CHALLENGE_EXPIRED');
    return { ...ticket.password, ticket, verifiedHash: account.hashed_password };
  }

  async function open(
    waiting: Waiting,
    { caller, factor }: { caller: Caller; factor: FactorProof['method'] },
    use: UseProof,
  ): Promise<SignedIn> {
    const { ticket, userId, verifiedHash, rememberMe } = waiting;
    const signedIn = await signIn.byFactor(
      { userId, verifiedHash },
      { rememberMe, caller, factor },
      async (repositories, to) => {
        const isFirst = await repositories.usedChallenges.insert(
          challengeHash(ticket.id),
          new Date(ticket.until),
        );
        if (!isFirst) throw new AppError('CHALLENGE_EXPIRED');
        await use(repositories, to);
      },
    );
    // The password changed since the challenge was read.
    if (!signedIn) throw new AppError('CHALLENGE_EXPIRED');
    return signedIn;
  }

  /** Codes of one sign-in end with the limit, even when its window is over before the challenge is. */
  async function withCode(
    waiting: Waiting,
    caller: Caller,
    proof: Exclude<FactorProof, { method: 'passkey' }>,
  ) {
    const { ticket, userId } = waiting;
    const spent = challengeHash(`${ticket.id} codes`);
    try {
      return await factorProofs.withCode({ userId, caller }, proof, async (use) => {
        if (await usedChallenges.exists(spent)) throw new AppError('CHALLENGE_EXPIRED');
        return open(waiting, { caller, factor: proof.method }, use);
      });
    } catch (error) {
      if (error instanceof AppError && error.code === 'RATE_LIMITED')
        await usedChallenges.insert(spent, new Date(ticket.until));
      throw error;
    }
  }

  /** Undefined when the stored hash has changed meanwhile: a passkey does not depend on it. */
  async function openByPasskey(
    userId: string,
    { caller, rememberMe }: { caller: Caller; rememberMe: boolean },
    use: UseProof,
  ): Promise<SignedIn | undefined> {
    const account = await users.findCredentialsById(userId);
    if (!account) throw new AppError('PASSKEY_INVALID');
    if (!account.is_active) {
      const { code, ...params } = closedAccount(account);
      throw new AppError(code, params);
    }
    const opening = { rememberMe, caller, factor: 'passkey' } as const;
    return signIn.byFactor({ userId, verifiedHash: account.hashed_password }, opening, use);
  }

  return {
    /** Goes on with a sign-in whose password was right. One success uses the challenge up. */
    async secondFactor(
      { caller }: AnyRequest,
      challenge: string | null,
      proof: FactorProof,
    ): Promise<SignedIn> {
      const waiting = await waitingOf(challenge, caller);
      const known = { ...caller, credentials: { ...caller.credentials, ...knownDevice(waiting, caller) } };
      if (proof.method !== 'passkey') return withCode(waiting, known, proof);
      const context = {
        purpose: 'sign-in',
        holder: waiting.ticket.id,
        owner: waiting.userId,
        caller,
      } as const;
      return factorProofs.withPasskey(proof.response, context, (use) =>
        open(waiting, { caller, factor: 'passkey' }, use),
      );
    },

    /** What a browser is asked for the passkey of whoever gave the password. */
    async secondFactorOptions({ caller }: AnyRequest): Promise<PasskeyRequestOptions> {
      const { ticket, userId } = await waitingOf(caller.credentials.challenge, caller);
      return passkeyOptions.request({ purpose: 'sign-in', holder: ticket.id, until: ticket.until, userId });
    },

    /** What a browser is asked for a passkey of anybody. A sign-in that waits in another tab keeps its challenge. */
    async passkeyOptions({ caller }: AnyRequest): Promise<Asked> {
      const held = challenges.readTicket(caller.credentials.challenge);
      const made = held ? null : challenges.issueTicket();
      const { id: holder, until } = held ?? made!.ticket;
      const options = await passkeyOptions.request({ purpose: 'sign-in', holder, until });
      return { options, waiting: made && { challenge: made.challenge, until } };
    },

    /** A passkey verifies its user, so it is both factors. */
    async loginWithPasskey({ caller }: AnyRequest, input: LoginWithPasskeyInput): Promise<SignedIn> {
      const { rememberMe = false, response } = input;
      const ticket = challenges.readTicket(caller.credentials.challenge);
      if (!ticket) throw new AppError('CHALLENGE_EXPIRED');
      const context = { purpose: 'sign-in', holder: ticket.id, caller } as const;
      try {
        return await factorProofs.withPasskey(response, context, (use, userId) =>
          whileHashHolds(() => openByPasskey(userId, { caller, rememberMe }, use)),
        );
      } catch (error) {
        if (error instanceof AppError && error.code === 'PASSKEY_INVALID')
          dependencies.securityLog('sign-in-refused', { code: error.code, ip: caller.address });
        throw error;
      }
    },
  };
}

/** A caller without cookies has shown its device with the password. */
function knownDevice({ deviceTokens }: PasswordTicket, { channel, credentials }: Caller) {
  return { deviceTokens: channel === 'bearer' ? deviceTokens : credentials.deviceTokens };
}
