import { paletteWords as english } from '#client/i18n/en/palette.ts';
import { paletteWords as russian } from '#client/i18n/ru/palette.ts';

export type WordsId = keyof typeof english;

/** The words of both languages: a Russian page finds "password", an English one «пароль». */
export function searchWords(id: WordsId): string {
  return `${english[id]} ${russian[id]}`;
}
