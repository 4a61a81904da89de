import { auth } from '#client/i18n/ru/auth.ts';
import { common } from '#client/i18n/ru/common.ts';
import { dashboard } from '#client/i18n/ru/dashboard.ts';
import { errors } from '#client/i18n/ru/errors.ts';
import { fields } from '#client/i18n/ru/fields.ts';
import { profile } from '#client/i18n/ru/profile.ts';
import { shell } from '#client/i18n/ru/shell.ts';
import type { en } from '#client/i18n/en.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Every Russian text, by namespace. */
export const ru = { auth, common, dashboard, errors, fields, profile, shell } satisfies Localised<typeof en>;
