/** Names one write, so that a retry of it is not recorded twice. Not by the browser's own ids, which it makes under https alone. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
