import type { APIRequestContext } from '@playwright/test';
import { mutate, query } from './api.ts';
import type { OutboxMail } from '#shared/identity/mail.ts';

/** Opens the link of the mail that came after registration, as its reader does. */
export async function verifyAddress(request: APIRequestContext, email: string): Promise<void> {
  const mails = await query<OutboxMail[]>(request, 'outbox.list');
  const mail = mails.find(({ to, kind }) => to === email && kind === 'verify-email');
  const [, token] = /#token=([A-Za-z0-9_-]{43})/.exec(mail?.text ?? '') ?? [];
  await mutate(request, 'auth.verifyEmail', { token });
}
