import { activity } from '#client/i18n/ru/activity.ts';
import { dashboard } from '#client/i18n/ru/dashboard.ts';
import { data } from '#client/i18n/ru/data.ts';
import { profile } from '#client/i18n/ru/profile.ts';
import { reauthentication } from '#client/i18n/ru/reauthentication.ts';
import { security } from '#client/i18n/ru/security.ts';
import { shell } from '#client/i18n/ru/shell.ts';
import type { inside as english } from '#client/i18n/en/member.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Russian that only pages of a signed-in person speak. */
export const inside = {
  activity,
  dashboard,
  data,
  profile,
  reauthentication,
  security,
  shell,
} satisfies Localised<typeof english>;
