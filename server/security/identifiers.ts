import { domainToASCII, domainToUnicode } from 'node:url';
import { v7 } from 'uuid';

/** A time-ordered id (RFC 9562 §5.7): rows that are made together lie together in the index. */
export function newId(): string {
  return v7();
}

/**
 * The e-mail as it is stored: local part as typed, domain through IDNA to lower-case Unicode; null when the
 * domain is none. The database compares by NFKC and case.
 */
export function canonicalEmail(email: string): string | null {
  const at = email.lastIndexOf('@');
  const domain = domainToUnicode(domainToASCII(email.slice(at + 1)));
  if (at < 1 || !domain.includes('.') || domain.length > 253 || /^[\d.]+$/.test(domain)) return null;
  const canonical = `${email.slice(0, at)}@${domain}`;
  return canonical.length <= 254 ? canonical : null;
}

/** Names a person could take for the service itself (RFC 2142 mailboxes among them). */
const reservedNames = new Set(
  `abuse account admin administrator api auth billing help hostmaster info login logout me moderator null
  official postmaster quantpulse register root security settings staff support system undefined webmaster www`.split(
    /\s+/,
  ),
);

/** True when a username could pass for the service. */
export function isReservedUsername(username: string): boolean {
  return reservedNames.has(username.toLowerCase());
}

/** Scripts whose letters can be told apart at sight only when they do not stand together (UTS #39 §5.1, single script). */
const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}]/u,
];

/** True when a name mixes scripts, as look-alikes do: `аdmin` with a Cyrillic `а`. */
export function isMixedScript(name: string): boolean {
  return scripts.filter((script) => script.test(name)).length > 1;
}
