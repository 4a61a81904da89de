import { linkPurposes } from '#shared/identity/links.ts';

/** What a new password ends: everything but what puts a lost address or a deleted account back. */
export const endedByRecovery = linkPurposes.filter(
  (purpose) => purpose !== 'undoEmailChange' && purpose !== 'undoDeletion',
);

/** The first letter and the domain, `i…@example.org`: enough for its owner to know it by. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const [first = ''] = Array.from(email.slice(0, at));
  return `${first}…${email.slice(at)}`;
}
