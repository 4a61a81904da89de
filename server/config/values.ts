import { z } from 'zod';
import { databaseUrlProblem, redisUrlProblem } from '#server/config/database-url.ts';

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for a host on which browsers treat plain http as trustworthy, so that cookies need no `Secure`. */
export function isLocalHost(hostname: string): boolean {
  return localHosts.has(hostname);
}

/** A whole number written in decimal digits, within bounds. */
export function wholeNumber(minimum: number, maximum: number) {
  const message = `must be a whole number from ${minimum} to ${maximum}`;
  return z
    .union([z.string().regex(/^\d{1,9}$/, message), z.number()])
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, message);
}

/** An http(s) origin, normalised by `URL.origin`; plain http only on this machine itself. */
export const appOrigin = z.string().transform((value, context) => {
  const origin = originOf(value);
  if (!origin)
    return refuse(context, 'must be an origin such as https://money.example, without path or query');
  const { protocol, hostname } = new URL(origin);
  if (protocol === 'http:' && !isLocalHost(hostname))
    return refuse(context, 'must be https; plain http is allowed on localhost, 127.0.0.1 and [::1] only');
  return origin;
});

/** Comma-separated exact origins. */
export const corsOrigins = z.string().transform((value, context) => {
  const origins = value.split(',').map((part) => originOf(part.trim()));
  if (origins.every((origin) => origin !== null)) return origins;
  return refuse(context, 'must be a comma-separated list of exact origins');
});

/** A PostgreSQL connection URL. */
export const databaseUrl = textWithout(databaseUrlProblem);

/** A Redis connection URL. */
export const redisUrl = textWithout(redisUrlProblem);

/** The library takes every option of its own from a URL, its log of whole mails among them. These are of use. */
const smtpOption = /^(?:requireTLS|ignoreTLS|name|authMethod|tls\.\w{1,40})$/;

/**
 * Where mails are handed in: `smtp://` or, with TLS from the first byte, `smtps://`. A path or a `#` is the rest of a
 * password that was not encoded.
 */
export const smtpUrl = z
  .string()
  .refine((value) => {
    const url = URL.parse(value);
    const isPlain = url !== null && /^\/?$/.test(url.pathname) && url.hash === '';
    return isPlain && /^smtps?:$/.test(url.protocol) && url.hostname !== '';
  }, 'must be smtp://user:password@host:port or smtps://…, its password percent-encoded')
  .refine(
    (value) => Array.from(URL.parse(value)?.searchParams.keys() ?? []).every((name) => smtpOption.test(name)),
    'must name no other options than requireTLS, ignoreTLS, name, authMethod and tls.…',
  );

/** A sender as mail programs show it: an address, or a name with the address in angle brackets. */
export const mailSender = z
  .string()
  .regex(
    /^(?:[^<>@\p{Cc}]{1,100} ?<[^\s<>@]{1,64}@[^\s<>@]{1,190}>|[^\s<>@]{1,64}@[^\s<>@]{1,190})$/u,
    'must be an address, or a name with the address in <>',
  );

/** Where to report a vulnerability, as security.txt says it (RFC 9116 §2.5.3): one URI without line breaks. */
export const securityContact = z
  .string()
  .refine(isContact, 'must be a URI that begins with mailto: or https://');

/** A secret as it was given: checked by the rules of its kind, never printed. */
export const secretText = z.string();

function originOf(value: string): string | null {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const isBare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  // A URL may hold an asterisk; as an origin it would silently match nothing.
  return isBare && !/[?#*]/.test(value) ? url.origin : null;
}

function isContact(value: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(value)) return false;
  const url = URL.parse(value);
  if (value.startsWith('https://')) return url !== null;
  return value.startsWith('mailto:') && url !== null && /^[^@]+@[^@]+$/.test(url.pathname);
}

function textWithout(problemOf: (value: string) => string | null) {
  return z.string().superRefine((value, context) => {
    const problem = problemOf(value);
    if (problem !== null) refuse(context, problem);
  });
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
