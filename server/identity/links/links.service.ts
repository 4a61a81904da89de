import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '#server/errors/app-error.ts';
import type { LinksRepository } from '#server/identity/links/links.repository.ts';
import type { Repositories } from '#server/repositories.ts';
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

export type LinksService = ReturnType<typeof createLinksService>;

export function createLinksService(links: Pick<LinksRepository, 'find'>) {
  return {
    /** Makes a link in the transaction of its mail: 256 random bits, of which only the hash is stored. */
    async make(
      repositories: Pick<Repositories, 'links'>,
      purpose: LinkPurpose,
      { userId, email, hours = linkHours[purpose] }: Target,
    ): Promise<MadeLink> {
      const token = randomBytes(32).toString('base64url');
      const link = { tokenHash: hashOf(token), userId, purpose, email, hours };
      const { expires_at: until } = await repositories.links.insert(link);
      return { token, until: until.toISOString() };
    },

    /** The link of a token, if it holds and suits the state of its account; else LINK_INVALID. */
    async find(token: string): Promise<FoundLink> {
      if (!shape.test(token)) throw new AppError('LINK_INVALID');
      const tokenHash = hashOf(token);
      const link = await links.find(tokenHash);
      if (!link || !isFor(link)) throw new AppError('LINK_INVALID');
      return { ...link, tokenHash };
    },
  };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Only a deletion or a lost address can be undone on an account that is no longer active. */
function isFor({
  purpose,
  is_active: isActive,
  is_deleted: isDeleted,
}: Omit<FoundLink, 'tokenHash'>): boolean {
  if (purpose === 'undoDeletion') return isDeleted;
  return isActive || (purpose === 'undoEmailChange' && isDeleted);
}
