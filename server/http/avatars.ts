import type { RequestHandler } from 'express';
import { AppError } from '#server/errors/app-error.ts';
import { toAppError } from '#server/errors/error-body.ts';
import { sendRefusal } from '#server/http/refusal.ts';

const idPath = /^\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;

/** Serves pictures to everybody who knows their address. Each address answers one picture for ever. */
export function avatars(find: (id: string) => Promise<Buffer | undefined>): RequestHandler {
  return async (request, response, next) => {
    const [, id] = idPath.exec(request.path) ?? [];
    if (id === undefined || !['GET', 'HEAD'].includes(request.method)) return next();
    try {
      const image = await find(id);
      if (!image) throw new AppError('NOT_FOUND');
      response.set('Cache-Control', 'public, max-age=31536000, immutable').type('image/webp').send(image);
    } catch (error) {
      const refusal = toAppError(error);
      if (refusal.code === 'UNEXPECTED') return next(error);
      sendRefusal(request, response, refusal);
    }
  };
}
