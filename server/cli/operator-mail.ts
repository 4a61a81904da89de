import type { Config } from '#server/config.ts';
import { makeLink } from '#server/identity/links/links.service.ts';
import { createMailService, type MailService } from '#server/identity/mail/mail.service.ts';
import { createSecurity } from '#server/security/security.ts';

/** The mails of the operator's acts: rows of their transactions, which the running server sends. */
export function createOperatorMail(config: Config): Pick<MailService, 'queue'> {
  return createMailService({
    mode: config.mail.mode,
    links: { make: makeLink },
    mailTokens: createSecurity(config).mailTokens,
    afterAnswer: () => undefined,
    deliver: () => undefined,
  });
}
