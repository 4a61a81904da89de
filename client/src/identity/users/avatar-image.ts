import { avatarMaximumBytes, avatarSide } from '#shared/identity/avatars.ts';

/** Why a file became no picture: it is none, or this browser writes no WebP (Safari does not). */
export type AvatarProblem = 'unreadable' | 'noWebp';

/** The first one that fits is taken; a photo nearly always fits at the first. */
const qualities = [0.9, 0.75, 0.6, 0.4] as const;

/**
 * The middle of a picture as a square WebP in base64. The pixels are drawn anew, so nothing that a camera wrote beside
 * them, such as a place, leaves this device.
 */
export async function toAvatar(file: Blob): Promise<{ image: string } | { problem: AvatarProblem }> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return { problem: 'unreadable' };
  const canvas = drawSquare(picture);
  picture.close();
  for (const quality of qualities) {
    const webp = await toWebp(canvas, quality);
    if (webp?.type !== 'image/webp') return { problem: 'noWebp' };
    if (webp.size <= avatarMaximumBytes) return { image: await toBase64(webp) };
  }
  return { problem: 'unreadable' };
}

function drawSquare(picture: ImageBitmap): HTMLCanvasElement {
  const { width, height } = picture;
  const side = Math.min(width, height);
  const canvas = document.createElement('canvas');
  canvas.width = avatarSide;
  canvas.height = avatarSide;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.imageSmoothingQuality = 'high';
  const [left, top] = [(width - side) / 2, (height - side) / 2];
  context.drawImage(picture, left, top, side, side, 0, 0, avatarSide, avatarSide);
  return canvas;
}

function toWebp(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/webp', quality));
}

async function toBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
}
