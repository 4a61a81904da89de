import { linkPurposes } from '#shared/identity/links.ts';

/** What a new password ends: everything but what puts a lost address or a deleted account back. */
export const endedByRecovery = linkPurposes.filter(
  (purpose) => purpose !== 'undoEmailChange' && purpose !== 'undoDeletion',
);

/** What a change of one's own password ends. The mail about a change of address tells its owner to do just that. */
export const endedByNewPassword = ['resetPassword', 'confirmEmailChange'] as const;

/** The first letter and the domain, `i…@example.org`: enough for its owner to know it by. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const [first = ''] = Array.from(email.slice(0, at));
  return `${first}…${email.slice(at)}`;
}
