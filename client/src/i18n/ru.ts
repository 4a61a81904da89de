import { activity } from '#client/i18n/ru/activity.ts';
import { auth } from '#client/i18n/ru/auth.ts';
import { common } from '#client/i18n/ru/common.ts';
import { dashboard } from '#client/i18n/ru/dashboard.ts';
import { data } from '#client/i18n/ru/data.ts';
import { errors } from '#client/i18n/ru/errors.ts';
import { fields } from '#client/i18n/ru/fields.ts';
import { profile } from '#client/i18n/ru/profile.ts';
import { security } from '#client/i18n/ru/security.ts';
import { shell } from '#client/i18n/ru/shell.ts';
import type { en } from '#client/i18n/en.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Every Russian text, by namespace. */
export const ru = {
  activity,
  auth,
  common,
  dashboard,
  data,
  errors,
  fields,
  profile,
  security,
  shell,
} satisfies Localised<typeof en>;
