import { app } from '#client/i18n/ru/app.ts';
import { auth } from '#client/i18n/ru/auth.ts';
import { common } from '#client/i18n/ru/common.ts';
import { errors } from '#shared/texts/errors.ru.ts';
import { fields } from '#client/i18n/ru/fields.ts';
import type { publicTexts as english } from '#client/i18n/en/public.ts';
import type { Localised } from '#shared/localised.ts';

/** Russian that any page may need. */
export const publicTexts = { app, auth, common, errors, fields } satisfies Localised<typeof english>;
