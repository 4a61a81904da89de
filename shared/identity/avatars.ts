import { z } from 'zod';
import { boundedText } from '#shared/text.ts';

/** The width and the height of a picture, in pixels. */
export const avatarSide = 256;
/** The most bytes of a picture. */
export const avatarMaximumBytes = 40 * 1024;
/** Base64 writes three bytes as four characters. */
const maximumText = Math.ceil(avatarMaximumBytes / 3) * 4;

/** Where a picture is read, followed by its id. */
export const avatarPath = '/api/avatars/';

/**
 * One's own picture as WebP, 256 × 256 pixels, at most 40 KB, in base64 (RFC 4648 §4); null removes it. What is no such
 * picture is refused with `VALIDATION_FAILED`, `image: 'INVALID'`.
 */
export const setAvatarInput = z.strictObject({ image: boundedText(maximumText).nullable() });
