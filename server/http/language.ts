import type { Request } from 'express';
import { defaultLocale, locales, type Locale } from '#shared/locales.ts';

/** The language of ours that the caller likes best (RFC 9110 §12.5.4). */
export function languageOf(request: Request): Locale {
  const accepted = request.acceptsLanguages(...locales);
  return locales.find((locale) => locale === accepted) ?? defaultLocale;
}
