/** Names one write, so that a retry of it is not recorded twice. `randomUUID` is denied outside https. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
