import { activity } from '#client/i18n/en/activity.ts';
import { auth } from '#client/i18n/en/auth.ts';
import { common } from '#client/i18n/en/common.ts';
import { dashboard } from '#client/i18n/en/dashboard.ts';
import { data } from '#client/i18n/en/data.ts';
import { errors } from '#client/i18n/en/errors.ts';
import { fields } from '#client/i18n/en/fields.ts';
import { profile } from '#client/i18n/en/profile.ts';
import { security } from '#client/i18n/en/security.ts';
import { shell } from '#client/i18n/en/shell.ts';

/** Every English text, by namespace. The types of all keys come from here. */
export const en = {
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
} as const;
