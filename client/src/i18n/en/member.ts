import { activity } from '#client/i18n/en/activity.ts';
import { dashboard } from '#client/i18n/en/dashboard.ts';
import { data } from '#client/i18n/en/data.ts';
import { profile } from '#client/i18n/en/profile.ts';
import { reauthentication } from '#client/i18n/en/reauthentication.ts';
import { security } from '#client/i18n/en/security.ts';
import { shell } from '#client/i18n/en/shell.ts';

/** English that only pages of a signed-in person speak. */
export const inside = { activity, dashboard, data, profile, reauthentication, security, shell } as const;
