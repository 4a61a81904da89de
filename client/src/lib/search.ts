import { onOtherLayout } from '#shared/keyboard-layout.ts';

/** What can be found: its title as it is shown, and further words, of any language. */
export interface Findable {
  readonly title: string;
  readonly words: string;
}

/** Words that say nothing by themselves; alone they may be the beginning of another. */
const fillers = new Set(['a', 'an', 'and', 'in', 'of', 'or', 'the', 'to', 'в', 'и', 'или', 'на']);

/** The longer a word, the more slips of the finger it may have. */
const oneSlipFrom = 5;
const twoSlipsFrom = 8;

const titleBonus = 10;
const wholeTitleBonus = 30;
const otherLayoutPenalty = 8;

/** Lower case, with ё as е and without accents of another spelling, so that both ways to type are one. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
}

/** Splits at whitespace alone: `gfhjkm;` may be letters of the other layout. */
function typedWords(query: string): string[] {
  const typed = folded(query).split(/\s+/u).filter(Boolean);
  const telling = typed.filter((word) => !fillers.has(word));
  return telling.length > 0 ? telling : typed;
}

function wordsOf(text: string): string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** How well the query fits, higher is better; null where one of its words fits nothing. An empty query fits all. */
export function fit(query: string, { title, words }: Findable): number | null {
  const titleWords = wordsOf(title);
  const otherWords = wordsOf(words);
  let sum = 0;
  const typed = typedWords(query);
  for (const word of typed) {
    const best = Math.max(bestFit(word, titleWords) + titleBonus, bestFit(word, otherWords));
    if (best <= titleBonus) return null;
    sum += best;
  }
  if (typed.length === 0) return 0;
  const isWhole = typed.length === titleWords.length && wordsOf(title).join(' ') === typed.join(' ');
  return sum / typed.length + (isWhole ? wholeTitleBonus : 0);
}

/** What fits, the best first; equals keep their order. */
export function found<Item extends Findable>(query: string, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, score: fit(query, item) }))
    .filter((one): one is { item: Item; score: number } => one.score !== null)
    .toSorted((left, right) => right.score - left.score)
    .map(({ item }) => item);
}

/** As it was typed, or as the same keys print on the other layout. */
function bestFit(typed: string, words: readonly string[]): number {
  const fitOf = (spelling: string) => Math.max(0, ...words.map((word) => wordFit(spelling, word)));
  // A hyphen parts `sign-ins` into two words, each of which has to fit.
  const parts = wordsOf(typed).map(fitOf);
  const asTyped = parts.length > 0 ? Math.min(...parts) : 0;
  return Math.max(asTyped, fitOf(folded(onOtherLayout(typed))) - otherLayoutPenalty);
}

function wordFit(typed: string, word: string): number {
  if (typed === word) return 100;
  // The more of the word was typed, the surer it is.
  if (word.startsWith(typed)) return 70 + (20 * typed.length) / word.length;
  const slips = typed.length >= twoSlipsFrom ? 2 : typed.length >= oneSlipFrom ? 1 : 0;
  if (slips === 0) return 0;
  const whole = editDistance(typed, word);
  if (whole <= slips) return 65 - 15 * whole;
  const beginning = editDistance(typed, word.slice(0, typed.length));
  return beginning <= slips ? 50 - 15 * beginning : 0;
}

/** How many letters were added, left out, replaced, or swapped with their neighbour (optimal string alignment). */
export function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const steps = [
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        ...(isSwapped && row > 1 && column > 1 ? [(beforeLast[column - 2] ?? 0) + 1] : []),
      ];
      current.push(Math.min(...steps));
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}
