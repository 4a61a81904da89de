import { account } from '#client/i18n/ru/account.ts';
import { admin } from '#client/i18n/ru/admin.ts';
import { dashboard } from '#client/i18n/ru/dashboard.ts';
import { exchanges } from '#client/i18n/ru/exchanges.ts';
import { factor } from '#client/i18n/ru/factor.ts';
import { factors } from '#client/i18n/ru/factors.ts';
import { figures } from '#client/i18n/ru/figures.ts';
import { portfolios } from '#client/i18n/ru/portfolios.ts';
import { recovery } from '#client/i18n/ru/recovery.ts';
import { sessions } from '#client/i18n/ru/sessions.ts';
import { shell } from '#client/i18n/ru/shell.ts';
import { users } from '#client/i18n/ru/users.ts';
import type { memberTexts as english } from '#client/i18n/en/member.ts';
import type { Localised } from '#shared/localised.ts';

/** Russian that only pages of a signed-in person need. */
export const memberTexts = {
  account,
  admin,
  dashboard,
  exchanges,
  factor,
  factors,
  figures,
  portfolios,
  recovery,
  sessions,
  shell,
  users,
} satisfies Localised<typeof english>;
