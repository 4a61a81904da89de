import { createHash, randomBytes } from 'node:crypto';
import type { AnyRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { LimitsService } from '#server/identity/limits/limits.service.ts';
import type { LinksRepository } from '#server/identity/links/links.repository.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import { linkHours, type LinkPurpose } from '#shared/identity/links.ts';

const shape = /^[A-Za-z0-9_-]{43}$/;

/** Whom a new link is for, and the address that it is about. */
interface Target {
  readonly userId: string;
  readonly email: string;
  /** Another lifetime than that of its purpose. */
  readonly hours?: number;
}

interface MadeLink {
  readonly token: string;
  readonly until: string;
}

export type FoundLink = NonNullable<Awaited<ReturnType<LinksRepository['find']>>> & {
  readonly tokenHash: Buffer;
};

interface Dependencies {
  links: Pick<LinksRepository, 'find'>;
  limits: Pick<LimitsService, 'countCheck'>;
  inTransaction: InTransaction;
}

/** The owner of a link, locked. */
export interface LinkOwner {
  readonly id: string;
  readonly email: string;
  readonly isVerified: boolean;
  readonly isActive: boolean;
}

export type LinksService = ReturnType<typeof createLinksService>;

export function createLinksService({ links, limits, inTransaction }: Dependencies) {
  return {
    make: makeLink,

    /**
     * The link of a token, if it holds and suits the state of its account. Else LINK_INVALID, for one of another purpose
     * too. Every check counts for the caller's address first.
     */
    async find({ caller }: AnyRequest, token: string, purpose?: LinkPurpose): Promise<FoundLink> {
      await limits.countCheck(caller);
      const tokenHash = hashOf(token);
      const link = shape.test(token) ? await links.find(tokenHash) : undefined;
      if (!link || !suits(link) || (purpose && link.purpose !== purpose)) throw new AppError('LINK_INVALID');
      return { ...link, tokenHash };
    },

    /** Uses a link up in one transaction with what it does. Everybody locks the user first, then their links. */
    async use<Result>(
      { tokenHash, purpose, user_id: userId }: FoundLink,
      act: (repositories: Repositories, owner: LinkOwner, madeAt: Date) => Promise<Result>,
    ): Promise<Result> {
      return inTransaction(async (repositories) => {
        const user = await repositories.users.lock(userId);
        const used = user && (await repositories.links.delete(tokenHash, purpose));
        const state = user && { purpose, is_active: user.is_active, is_deleted: user.deleted_at !== null };
        if (!used || !state || !suits(state)) throw new AppError('LINK_INVALID');
        const { email, is_active: isActive } = user;
        const owner = { id: userId, email, isActive, isVerified: user.email_verified_at !== null };
        return act(repositories, owner, used.created_at);
      });
    },
  };
}

/** Makes a link in the transaction of its mail: 256 random bits, of which only the hash is stored. */
export async function makeLink(
  { links }: Pick<Repositories, 'links'>,
  purpose: LinkPurpose,
  { userId, email, hours = linkHours[purpose] }: Target,
): Promise<MadeLink> {
  const token = randomBytes(32).toString('base64url');
  const { expires_at: until } = await links.insert({
    tokenHash: hashOf(token),
    userId,
    purpose,
    email,
    hours,
  });
  return { token, until: until.toISOString() };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

type State = Pick<FoundLink, 'purpose' | 'is_active' | 'is_deleted'>;

/** Only a deletion or a lost address can be undone on an account that is no longer active. */
function suits({ purpose, is_active: isActive, is_deleted: isDeleted }: State): boolean {
  if (purpose === 'undoDeletion') return isDeleted;
  return isActive || (purpose === 'undoEmailChange' && isDeleted);
}
