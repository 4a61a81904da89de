import type { Caller } from '#server/caller.ts';
import { invitationHours, type LinkPurpose } from '#shared/identity/links.ts';
import type { MailKind } from '#shared/identity/mail.ts';
import type { Role } from '#shared/permissions.ts';

/** What happens to mails: `off` writes none, `outbox` keeps them to be read on this machine, `smtp` sends them. */
export type MailMode = 'off' | 'outbox' | 'smtp';

/** Every link of everybody stands there, so that it is read at the server's own machine alone. */
export function isOutboxOpen(mode: MailMode, { isOnThisMachine }: Pick<Caller, 'isOnThisMachine'>): boolean {
  return mode === 'outbox' && isOnThisMachine;
}

/** Where the button of a mail leads; null where there is nothing to do. */
export const mailPages: Readonly<Record<MailKind, string | null>> = {
  'verify-email': '/verify',
  'reset-password': '/reset',
  invitation: '/reset',
  'password-changed': '/forgot',
  'confirm-email-change': '/verify',
  'email-change-requested': '/settings/security',
  'email-changed': '/verify',
  'email-change-undone': null,
  'factor-added': '/settings/security',
  'factor-removed': '/settings/security',
  'factors-reset': '/settings/security',
  'recovery-code-used': '/settings/security',
  'new-device': '/verify',
  'sign-ins-guessed': '/settings/security',
  'session-copied': '/settings/security',
  'account-disabled': null,
  'account-enabled': '/login',
  'role-changed': '/',
  'sessions-ended': '/settings/security',
  'account-deleted': '/verify',
};

/** Mails whose link may be made anew: it goes where it would go if its user asked again. */
export const renewableLinks: Partial<Readonly<Record<MailKind, RenewableLink>>> = {
  'verify-email': { purpose: 'verifyEmail' },
  'reset-password': { purpose: 'resetPassword' },
  invitation: { purpose: 'resetPassword', hours: invitationHours },
};

interface RenewableLink {
  readonly purpose: LinkPurpose;
  /** Another lifetime than that of its purpose. */
  readonly hours?: number;
}

/** Pages that do nothing without a token: their mail is worth nothing once its token is forgotten. */
const pagesOfTokens: readonly (string | null)[] = ['/verify', '/reset'];

/** How a mail that was given up can be sent after all, if it can. */
export function waysToRetry(kind: MailKind): 'as-it-was' | 'new-link' | 'none' {
  if (renewableLinks[kind]) return 'new-link';
  return pagesOfTokens.includes(mailPages[kind]) ? 'none' : 'as-it-was';
}

interface MailText {
  readonly subject: string;
  readonly body: readonly string[];
  /** The button; a kind without a page has none. */
  readonly action?: string;
  readonly note?: string;
}

/** All mails of one language. */
export interface MailTexts {
  readonly facts: Readonly<Record<'when' | 'from' | 'device' | 'unknown', string>>;
  readonly factors: Readonly<Record<'totp' | 'passkey', string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly openLink: string;
  readonly footer: string;
  readonly mails: Readonly<Record<MailKind, MailText>>;
}

/** Minutes until the next try after each failed one. The eighth comes after 21 hours; then the mail is given up. */
const waits = [2, 6, 18, 54, 150, 360, 690] as const;
export const triesMaximum = waits.length + 1;
/** Spreads the tries of many mails, so that a server that comes back is not met by all at once. */
const jitterShare = 0.1;

/** Seconds to wait after this many failed tries, or null to give up; `chance` lies between 0 and 1. */
export function secondsUntilNextTry(tries: number, chance = Math.random()): number | null {
  const minutes = waits[tries - 1];
  return minutes === undefined ? null : Math.round(minutes * 60 * (1 + jitterShare * (2 * chance - 1)));
}

/**
 * True when the receiving server refused this recipient or this mail for good (RFC 5321 §4.2.1). A refused sign-in is
 * the operator's to mend, so the mail is tried again.
 */
export function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { responseCode, command } = error as { responseCode?: number; command?: string };
  return (responseCode ?? 0) >= 500 && ['RCPT TO', 'DATA'].includes(command ?? '');
}

/** What may be kept of a failure: codes alone, since a server's words may quote the address or the mail. */
export function failureCode(error: unknown): string {
  const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number };
  return [code, command, responseCode].filter(Boolean).join(' ').slice(0, 200) || 'UNKNOWN';
}
