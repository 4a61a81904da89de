import type { MailRow } from '#server/identity/mail/mails.repository.ts';
import type { Locale } from '#shared/locales.ts';
import type { MailKind } from '#shared/identity/mail.ts';

const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

/** The row of a mail of any kind to somebody in Moscow, about something done on a phone. */
export function sampleMail(
  kind: MailKind,
  locale: Locale,
  details: Record<string, string | number> = {},
): MailRow {
  return {
    id: '0199f7a0-0000-7000-8000-000000000001',
    kind,
    recipient: 'anna@example.org',
    ip_address: '203.0.113.9',
    device_info: safari,
    details: {
      email: 'anna@example.org',
      until: '2026-11-30T12:00:00.000Z',
      factor: 'passkey',
      left: 9,
      ...details,
    },
    sealed_token: null,
    created_at: new Date('2026-11-29T12:00:00.000Z'),
    locale,
    time_zone: 'Europe/Moscow',
  };
}
