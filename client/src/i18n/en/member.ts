import { account } from '#client/i18n/en/account.ts';
import { admin } from '#client/i18n/en/admin.ts';
import { dashboard } from '#client/i18n/en/dashboard.ts';
import { exchanges } from '#client/i18n/en/exchanges.ts';
import { factor } from '#client/i18n/en/factor.ts';
import { factors } from '#client/i18n/en/factors.ts';
import { figures } from '#client/i18n/en/figures.ts';
import { portfolios } from '#client/i18n/en/portfolios.ts';
import { recovery } from '#client/i18n/en/recovery.ts';
import { sessions } from '#client/i18n/en/sessions.ts';
import { shell } from '#client/i18n/en/shell.ts';
import { users } from '#client/i18n/en/users.ts';

/** English that only pages of a signed-in person need. */
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
} as const;
