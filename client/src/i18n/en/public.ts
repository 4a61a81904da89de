import { app } from '#client/i18n/en/app.ts';
import { auth } from '#client/i18n/en/auth.ts';
import { common } from '#client/i18n/en/common.ts';
import { errors } from '#shared/texts/errors.en.ts';
import { fields } from '#client/i18n/en/fields.ts';

/** English that any page may need. */
export const publicTexts = { app, auth, common, errors, fields } as const;
