import { account } from '#client/i18n/ru/account.ts';
import { dashboard } from '#client/i18n/ru/dashboard.ts';
import { exchanges } from '#client/i18n/ru/exchanges.ts';
import { factors } from '#client/i18n/ru/factors.ts';
import { sessions } from '#client/i18n/ru/sessions.ts';
import { shell } from '#client/i18n/ru/shell.ts';
import { users } from '#client/i18n/ru/users.ts';
import type { memberTexts as english } from '#client/i18n/en/member.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Russian that only pages of a signed-in person need. */
export const memberTexts = {
  account,
  dashboard,
  exchanges,
  factors,
  sessions,
  shell,
  users,
} satisfies Localised<typeof english>;
