import type { Caller } from '#server/caller.ts';
import type { SessionEndings } from '#server/identity/sessions/session-endings.service.ts';
import type { SessionTokens, TokenIssuer } from '#server/security/session-tokens.ts';
import type { NewSession } from '#server/identity/sessions/session-statements.repository.ts';
import { toUser } from '#server/identity/users/users.presenter.ts';
import type { UserRow } from '#server/identity/users/users.repository.ts';
import type { Repositories } from '#server/repositories.ts';
import { deviceTokenHash, newDeviceToken } from '#server/security/device-token.ts';
import { newId } from '#server/security/identifiers.ts';
import type { RefreshTokens } from '#server/security/refresh-token.ts';
import type { User } from '#shared/identity/users.ts';

/** More than a person has devices. The oldest session ends for a new one (ASVS 5.0 7.1.2 asks for a limit). */
const maximumLiveSessions = 20;
/** How many devices of a person are known. The one that signed in longest ago is forgotten first. */
const maximumKnownDevices = 50;

interface Dependencies {
  refreshTokens: RefreshTokens;
  issueTokens: TokenIssuer;
  endings: SessionEndings;
  lifetimes: { sessionHours: number; rememberedSessionHours: number };
}

export interface SignedIn {
  readonly user: User;
  readonly sessionId: string;
  readonly tokens: SessionTokens;
  readonly deviceToken: string;
  /** The caller named no device known for this user. */
  readonly isNewDevice: boolean;
}

export type SessionOpener = ReturnType<typeof createSessionOpener>;

/** Opens sessions in the transaction of the given repositories, which holds the lock on the user's row. */
export function createSessionOpener({ refreshTokens, issueTokens, endings, lifetimes }: Dependencies) {
  async function insert(
    repositories: Repositories,
    user: UserRow,
    session: Pick<NewSession, 'rememberMe' | 'expiresAt' | 'hours'> & { caller: Caller },
  ): Promise<{ sessionId: string; tokens: SessionTokens }> {
    const key = { userId: user.id, sessionId: newId() };
    const { caller, rememberMe } = session;
    const refresh = refreshTokens.mint({ ...key, generation: 0 });
    const row: NewSession = {
      ...key,
      ...session,
      refreshTokenHash: refresh.secretHash,
      channel: caller.channel,
      ip: caller.address,
      device: caller.userAgent?.slice(0, 500) ?? null,
    };
    const {
      expires_at: sessionExpiresAt,
      now,
      ended,
    } = await repositories.sessions.insert(row, maximumLiveSessions);
    for (const sessionId of ended)
      await repositories.audit.insert({ event: 'session-revoked', userId: user.id, sessionId, caller });
    const subject = { ...key, role: user.role, rememberMe, sessionExpiresAt, now };
    return { sessionId: key.sessionId, tokens: issueTokens(subject, refresh.token) };
  }

  /** The presented device token that belongs to this user, else a new one. */
  async function rememberDevice({ devices }: Repositories, userId: string, caller: Caller) {
    const known = await devices.findKnown(userId, caller.credentials.deviceTokens.map(deviceTokenHash));
    const presented =
      known && caller.credentials.deviceTokens.find((token) => deviceTokenHash(token).equals(known));
    const token = presented ?? newDeviceToken();
    await devices.remember(userId, deviceTokenHash(token), maximumKnownDevices);
    return { deviceToken: token, isNewDevice: presented === undefined };
  }

  return {
    /**
     * Opens a session on a device that is known from then on. The sessions the caller came with end first (ASVS 5.0
     * 7.2.4): else they could push out the session of another device.
     */
    async open(
      repositories: Repositories,
      user: UserRow,
      { rememberMe, caller }: { rememberMe: boolean; caller: Caller },
    ): Promise<SignedIn> {
      for (const key of endings.named(caller.credentials))
        await endings.end(repositories, key, { reason: 'replaced', caller, actorId: user.id });
      const hours = rememberMe ? lifetimes.rememberedSessionHours : lifetimes.sessionHours;
      const opened = await insert(repositories, user, { rememberMe, hours, caller });
      return {
        user: toUser(user),
        ...opened,
        ...(await rememberDevice(repositories, user.id, caller)),
      };
    },

    /** Opens the same session under a new id with new tokens and its old end. */
    async reopen(
      repositories: Repositories,
      user: UserRow,
      { rememberMe, expiresAt, caller }: { rememberMe: boolean; expiresAt: Date; caller: Caller },
    ): Promise<Pick<SignedIn, 'sessionId' | 'tokens'> & { deviceToken?: string }> {
      const opened = await insert(repositories, user, { rememberMe, expiresAt, caller });
      if (caller.channel === 'cookie') return opened;
      const { deviceToken } = await rememberDevice(repositories, user.id, caller);
      return { ...opened, deviceToken };
    },
  };
}
