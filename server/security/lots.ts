import { createHmac, type KeyObject } from 'node:crypto';

const lotBytes = 6;

/**
 * Draws a number from 0 up to 1 for a text, always the same one. Whoever has no key cannot foresee it. It decides for
 * names without an account what is a fact for those with one.
 */
export function createLots(key: KeyObject): (text: string) => number {
  return (text) =>
    createHmac('sha256', key).update(text).digest().readUIntBE(0, lotBytes) / 2 ** (8 * lotBytes);
}
