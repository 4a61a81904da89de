import { onOtherLayout } from '#shared/keyboard-layout.ts';
import { passwordMinimumLength } from '#shared/identity/password-policy.ts';

/** Words too short for a password are kept for what is made of them (`monkey2026`): those that people take most. */
const shortWordRanks = 5000;
const minimumWordLength = 4;

/** Of a list with the commonest first: all that could be passwords, and the commonest shorter words. */
export function chooseCommon(ranked: readonly string[]): string[] {
  return ranked.filter(
    (word, rank) =>
      word.length >= passwordMinimumLength ||
      (rank < shortWordRanks && word.length >= minimumWordLength && /^\p{L}+$/u.test(word)),
  );
}

/** The words of our own list; `ё` is also typed as `е`. */
export function readOwnWords(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word.length >= minimumWordLength)
    .flatMap((word) => [word, word.replaceAll('ё', 'е')]);
}

/** The list as it is stored: as passwords are compared, each word as both layouts type it, sorted, each once. */
export function listWithLayouts(words: readonly string[]): string[] {
  const canonical = words.map((word) => word.normalize('NFKC').toLowerCase());
  return [...new Set(canonical.flatMap((word) => [word, onOtherLayout(word)]))].toSorted();
}
