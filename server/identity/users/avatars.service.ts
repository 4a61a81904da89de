import { randomUUID } from 'node:crypto';
import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { AvatarsRepository } from '#server/identity/users/avatars.repository.ts';
import { toUser } from '#server/identity/users/users.presenter.ts';
import type { InTransaction } from '#server/repositories.ts';
import { webpSize } from '#server/security/webp.ts';
import { avatarMaximumBytes, avatarPath, avatarSide } from '#shared/identity/avatars.ts';
import type { User } from '#shared/identity/users.ts';

interface Dependencies {
  avatars: Pick<AvatarsRepository, 'findImage'>;
  inTransaction: InTransaction;
}

export function createAvatarsService({ avatars, inTransaction }: Dependencies) {
  return {
    /** Every picture gets an address of its own, so that a browser may keep what it has read. */
    async set({ actor }: ActorRequest, { image: typed }: { image: string | null }): Promise<User> {
      const image = typed === null ? null : requireAvatar(typed);
      // Not of version 7: that tells when it was made, and has fewer random bits.
      const id = randomUUID();
      return inTransaction(async (repositories) => {
        const { id: userId } = actor.user;
        const url = image && avatarPath + id;
        const user = await repositories.avatars.updateUrl(userId, url);
        if (!user) throw new AppError('UNAUTHENTICATED');
        if (image) await repositories.avatars.upsert({ id, userId, image });
        else await repositories.avatars.delete(userId);
        return toUser(user);
      });
    },

    /** Undefined where there is no such picture. */
    async find(id: string): Promise<Buffer | undefined> {
      return avatars.findImage(id);
    },
  };
}

/** Trusts nothing that the browser says of the picture: not its kind, nor its size. */
function requireAvatar(typed: string): Buffer {
  const image = Buffer.from(typed, 'base64');
  const size = webpSize(image);
  const isSquare = size?.width === avatarSide && size.height === avatarSide;
  // Node skips what is no base64.
  const isBase64 = image.toString('base64') === typed;
  if (!isSquare || !isBase64 || image.length > avatarMaximumBytes)
    throw new AppError('VALIDATION_FAILED', { fields: { image: 'INVALID' } });
  return image;
}
