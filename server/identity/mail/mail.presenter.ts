import { english } from '#server/identity/mail/mail-texts-en.presenter.ts';
import { russian } from '#server/identity/mail/mail-texts-ru.presenter.ts';
import { mailPages, type MailTexts } from '#server/identity/mail/mail.rules.ts';
import type { MailRow } from '#server/identity/mail/mails.repository.ts';
import { deviceName } from '#server/security/device-name.ts';
import type { Locale } from '#shared/locales.ts';

/** A mail as it is sent. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const languages: Readonly<Record<Locale, MailTexts>> = { en: english, ru: russian };

/** The mail of a row, in its user's language and time zone. `token` stands behind the `#` of its link. */
export function writeMail(row: MailRow, origin: string, token: string | null): WrittenMail {
  const texts = languages[row.locale];
  const mail = texts.mails[row.kind];
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(row, origin, name));
  const page = mailPages[row.kind];
  const url = page === null ? null : `${origin}${page}${token === null ? '' : `#token=${token}`}`;
  const parts = {
    locale: row.locale,
    subject: fill(mail.subject),
    body: mail.body.map(fill),
    facts: factsOf(row, texts),
    action:
      url !== null && mail.action !== undefined ? { label: mail.action, url, hint: texts.openLink } : null,
    note: mail.note === undefined ? null : fill(mail.note),
    footer: fill(texts.footer),
  };
  return { subject: parts.subject, text: toText(parts), html: toHtml(parts) };
}

type Parts = Readonly<{
  locale: Locale;
  subject: string;
  body: readonly string[];
  facts: readonly (readonly [string, string])[];
  action: { label: string; url: string; hint: string } | null;
  note: string | null;
  footer: string;
}>;

function valueOf(row: MailRow, origin: string, name: string): string {
  const details = row.details as Readonly<Record<string, string | number>>;
  const value = details[name];
  if (name === 'origin') return origin;
  if (name === 'until' && typeof value === 'string') return moment(new Date(value), row);
  if (name === 'factor') return languages[row.locale].factors[value === 'passkey' ? 'passkey' : 'totp'];
  if (name === 'role') return languages[row.locale].roles[value === 'admin' ? 'admin' : 'user'];
  return String(value ?? '');
}

function moment(date: Date, { locale, time_zone: timeZone }: Pick<MailRow, 'locale' | 'time_zone'>): string {
  const form = {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    ...form,
    timeZone,
    timeZoneName: 'short',
  }).format(date);
}

/** Only a mail about something that somebody did tells when, from where and on which device. */
function factsOf(row: MailRow, texts: MailTexts): [string, string][] {
  if (row.ip_address === null) return [];
  const { when, from, device, unknown } = texts.facts;
  return [
    [when, moment(row.created_at, row)],
    [from, row.ip_address],
    [device, deviceName(row.device_info) ?? unknown],
  ];
}

function toText({ body, facts, action, note, footer }: Parts): string {
  const blocks = [
    ...body,
    facts.map(([name, value]) => `${name}: ${value}`).join('\n'),
    action && `${action.label}:\n${action.url}`,
    note,
    `--\n${footer}`,
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

const dark = '@media (prefers-color-scheme: dark)';
/** Colours are set twice, because many mail programs turn light ones dark by rules of their own. */
const styles = `body{margin:0;background:#f4f5f7;color:#111827}.card{background:#fff;border:1px solid #e5e7eb}
.soft{color:#4b5563}.button{background:#047857;color:#fff}
${dark}{body{background:#0b0f14!important;color:#e5e7eb!important}.card{background:#11161d!important;border-color:#263041!important}
h1,p,td{color:#e5e7eb!important}.soft{color:#9ca3af!important}.button{background:#34d399!important;color:#06281c!important}}`;
const font =
  'font-family:system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif;font-size:16px;line-height:24px';

function toHtml({ locale, subject, body, facts, action, note, footer }: Parts): string {
  const paragraph = (text: string, soft = false) =>
    `<p${soft ? ' class="soft"' : ''} style="margin:0 0 16px">${escape(text)}</p>`;
  const rows = facts.map(
    ([name, value]) =>
      `<tr><td class="soft" style="padding:2px 16px 2px 0">${escape(name)}</td><td>${escape(value)}</td></tr>`,
  );
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark"><title>${escape(subject)}</title><style>${styles}</style></head>
<body style="${font}"><div style="padding:24px 12px"><div class="card" style="max-width:520px;margin:0 auto;padding:28px;border-radius:12px">
<p style="margin:0 0 20px;font-weight:600">QuantPulse</p><h1 style="margin:0 0 16px;font-size:20px;line-height:28px">${escape(subject)}</h1>
${body.map((text) => paragraph(text)).join('\n')}
${rows.length > 0 ? `<table role="presentation" style="margin:0 0 20px;border-collapse:collapse">${rows.join('')}</table>` : ''}
${action ? buttonOf(action) : ''}
${note === null ? '' : paragraph(note, true)}
</div><p class="soft" style="max-width:520px;margin:16px auto 0;font-size:13px;line-height:20px">${escape(footer)}</p></div></body></html>`;
}

function buttonOf({ label, url, hint }: NonNullable<Parts['action']>): string {
  return `<p style="margin:0 0 20px"><a class="button" href="${escape(url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;text-decoration:none;font-weight:600">${escape(label)}</a></p>
<p class="soft" style="margin:0 0 20px;font-size:13px;line-height:20px;word-break:break-all">${escape(hint)}<br>${escape(url)}</p>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
