import { domainToASCII, domainToUnicode } from 'node:url';
import { v7 } from 'uuid';

/** Letters and digits of Latin and Cyrillic names, and three marks; below each the one it looks like (UTS #39 §4). */
const look =
  'авгезбьікӏмнопрстухшѕјһћәөѳүԁԍԑԛԝѡѵӡєi01ıɩǀɑɡȷʋɣɪʏʟɴʀʙʜᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱꜰƅƨƽȝʒǝƿĸȣҽẝƍỿđɖғұѣҍƚӌӊ\u0326\u030c\u0311';
const alike =
  'abre36blklmhonpctyxɯsjhħəɵɵydgɛqwwv3ɛlollllagjvylylnrbhacdejkmoptuvwzsfb2533əpk8efgyððɍɏƀƀɨҷӈ\u0327\u0306\u0302';
const lookAlikes = new Map(Array.from(look, (letter, index) => [letter, Array.from(alike)[index] ?? letter]));

const unseen = /[._-]|\p{Default_Ignorable_Code_Point}/gu;

/**
 * Maps names that a reader cannot tell apart to the same text. The database's function `username_skeleton` does the
 * same for every row. This copy serves the comparison with reserved names.
 */
export function usernameSkeleton(username: string): string {
  const seen = username.normalize('NFKD').toLowerCase().replaceAll(unseen, '');
  return Array.from(seen, (letter) => lookAlikes.get(letter) ?? letter)
    .join('')
    .replaceAll('l\u0307', 'l')
    .replaceAll(/[æӕ]/g, 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ы', 'bl')
    .replaceAll('rn', 'm');
}

/** A time-ordered id (RFC 9562 §5.7): rows made together lie together in the index. */
export function newId(): string {
  return v7();
}

/** Letters, digits, hyphens and the dots of IDNA. The URL parser would decode `%6d`, and cut at `/`, `?` and `#`. */
const typedDomain = /^[\p{L}\p{M}\p{N}.\-\u3002\uFF0E\uFF61]+$/u;
/**
 * Characters that a local part must not contain after NFKC, by which the database compares. A full-width `＠` would
 * become a second `@`.
 */
const separators = /[\s@"(),:;<>[\\\]]/u;
const label = /^[a-z\d-]{1,63}$/;

/** Two or more labels of 1 to 63 letters, digits and inner hyphens (RFC 1123 §2.1); the last is no number. */
function isAsciiDomain(domain: string): boolean {
  if (domain.length > 253) return false;
  const labels = domain.split('.');
  const isLabel = (text: string) => label.test(text) && !text.startsWith('-') && !text.endsWith('-');
  return labels.length > 1 && labels.every(isLabel) && !/^\d+$/.test(labels.at(-1) ?? '');
}

/**
 * The e-mail as it is stored: the local part as typed, the domain through IDNA to lower-case Unicode. Null when the
 * domain is invalid, or mixes scripts in one label. The database compares by NFKC and case.
 */
export function canonicalEmail(email: string): string | null {
  const at = email.lastIndexOf('@');
  const typed = email.slice(at + 1);
  const ascii = typedDomain.test(typed) ? domainToASCII(typed) : '';
  const localPart = email.slice(0, Math.max(at, 0));
  if (localPart === '' || separators.test(localPart.normalize('NFKC')) || !isAsciiDomain(ascii)) return null;
  const domain = domainToUnicode(ascii);
  const canonical = `${localPart}@${domain}`;
  return canonical.length <= 254 && !domain.split('.').some(isMixedScript) ? canonical : null;
}

/** The text under which unknown identifiers are counted: the same for every spelling of one account. */
export function canonicalForm(identifier: string): string {
  const email = identifier.includes('@') ? canonicalEmail(identifier) : null;
  return (email ?? identifier).normalize('NFKC').toLowerCase();
}

/** Names a person could take for the service itself, with the RFC 2142 mailboxes; compared by their look. */
const reservedNames = new Set(
  `abuse account admin administrator api auth billing help hostmaster info login logout me moderator null
  official postmaster quantpulse register root security settings staff support system undefined webmaster www`
    .split(/\s+/)
    .map(usernameSkeleton),
);

/** True when a username could pass for the service, also by look-alikes such as `adm1n`. */
export function isReservedUsername(username: string): boolean {
  return reservedNames.has(usernameSkeleton(username));
}

/** Scripts whose letters look alike when they are mixed (UTS #39 §5.1, single script). */
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
