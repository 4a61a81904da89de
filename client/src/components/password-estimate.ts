import { commonestPasswords } from '#shared/identity/commonest-passwords.ts';
import { createPasswordJudge, type OwnTexts } from '#shared/identity/guessable-passwords.ts';
import { passwordLength, passwordMinimumLength } from '#shared/identity/password-policy.ts';

const problemOf = createPasswordJudge(commonestPasswords);

export type PasswordGrade = 'weak' | 'fair' | 'good' | 'strong';

export interface PasswordEstimate {
  /** 0 to 4 parts of the meter. */
  score: 0 | 1 | 2 | 3 | 4;
  grade: PasswordGrade | null;
  /** Characters still missing to the minimum. */
  missing: number;
  isRepetitive: boolean;
}

const alphabets: readonly [RegExp, number][] = [
  [/\p{Ll}/u, 26],
  [/\p{Lu}/u, 26],
  [/\p{N}/u, 10],
  [/[^\p{L}\p{N}]/u, 33],
];

/** Characters that add something: not the same as, nor next in code order to, the one before. */
function surprisingCharacters(characters: readonly string[]): number {
  const steps = characters.map((character, index) => {
    const before = characters[index - 1];
    return before === undefined
      ? Infinity
      : Math.abs((character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0));
  });
  return steps.filter((step) => step > 1).length;
}

/** A longer one is more likely several words without spaces. */
const oneWordMaximum = 16;

/** One word, with digits and signs around it or in place of its letters: guessers have lists of those. */
function isOneWord(characters: readonly string[]): boolean {
  const isLetter = (character: string) => /\p{L}/u.test(character);
  const core = characters.slice(characters.findIndex(isLetter), characters.findLastIndex(isLetter) + 1);
  return core.length < oneWordMaximum && core.every((character) => /[\p{L}@$!01357]/u.test(character));
}

function gradeOf(bits: number): { score: 1 | 2 | 3 | 4; grade: PasswordGrade } {
  if (bits < 42) return { score: 1, grade: 'weak' };
  if (bits < 58) return { score: 2, grade: 'fair' };
  return bits < 75 ? { score: 3, grade: 'good' } : { score: 4, grade: 'strong' };
}

/**
 * A rough guess at how hard a password is to find, for the meter only. What the server's rules refuse without its long
 * list is weak here too.
 */
export function estimatePassword(password: string, ownTexts: OwnTexts = []): PasswordEstimate {
  const characters = [...password.normalize('NFC')];
  const missing = Math.max(0, passwordMinimumLength - passwordLength(password));
  if (characters.length === 0) return { score: 0, grade: null, missing, isRepetitive: false };
  const alphabet = alphabets.reduce(
    (size, [shape, letters]) => size + (shape.test(password) ? letters : 0),
    0,
  );
  const surprising = Math.min(surprisingCharacters(characters), new Set(characters).size * 2);
  const isRepetitive = characters.length > 3 && surprising * 2 < characters.length;
  if (missing > 0 || problemOf(password, ownTexts)) return { score: 1, grade: 'weak', missing, isRepetitive };
  const graded = gradeOf(surprising * Math.log2(alphabet));
  const isCapped = graded.score > 2 && isOneWord(characters);
  return { ...(isCapped ? { score: 2, grade: 'fair' } : graded), missing, isRepetitive };
}
