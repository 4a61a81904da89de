/** Refuses a URL in which a password's own sign would end the password: what follows would be taken for a host. */
export const percentEncodingReason =
  'has a sign in its user or password that must be written otherwise; percent-encode: @ → %40, / → %2F, # → %23, ? → %3F, : → %3A, [ → %5B, ] → %5D, space → %20, % → %25';

/** The parts of what follows `scheme://`, or null where a sign stands that should have been encoded. */
export function splitAuthority(address: string): { host: string; rest: string } | null {
  if (!isEncoded(address)) return null;
  const end = address.search(/[/?]/);
  const authority = end === -1 ? address : address.slice(0, end);
  const rest = end === -1 ? '' : address.slice(end);
  const at = authority.indexOf('@');
  const credentials = at === -1 ? '' : authority.slice(0, at);
  const host = authority.slice(at + 1);
  // One colon parts user and password; an `@` behind the authority was meant to end a password.
  if (/[[\]]|:.*:/.test(credentials) || host.includes('@') || rest.includes('@')) return null;
  return { host, rest };
}

/** `#` would begin a fragment, which no database URL has; white space and a bare `%` stand for themselves nowhere. */
function isEncoded(text: string): boolean {
  if (/[\s#\p{Cc}]/u.test(text)) return false;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
