import type { Instrument } from '#shared/money/instruments.ts';

const folded = (text: string) => text.normalize('NFKC').toLowerCase();

/** How well an instrument fits what was typed, higher is better; 0 where it does not. */
function fit({ symbol, name, isin }: Instrument, typed: string): number {
  const own = folded(symbol);
  if (own === typed) return 4;
  if (own.startsWith(typed)) return 3;
  if (own.includes(typed)) return 2;
  return folded(name).includes(typed) || folded(isin ?? '').startsWith(typed) ? 1 : 0;
}

/** Those that fit what was typed, the best first; all of them while nothing is typed. */
export function fitting(instruments: readonly Instrument[], query: string): Instrument[] {
  const typed = folded(query.trim());
  if (typed === '') return [...instruments];
  return instruments
    .map((instrument) => ({ instrument, score: fit(instrument, typed) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ instrument }) => instrument);
}

/** True where the symbol is somebody's already: nothing new can be called so. */
export function isKnownSymbol(instruments: readonly Instrument[], query: string): boolean {
  const typed = folded(query.trim());
  return instruments.some(({ symbol }) => folded(symbol) === typed);
}
