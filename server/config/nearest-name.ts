/** The known name that was probably meant: at most two letters differ, or something stands before or after it. */
export function nearestName(name: string, known: readonly string[], maximum = 2): string | undefined {
  const written = name.toUpperCase();
  const within = (one: string) =>
    one.length >= 8 && (written.startsWith(`${one}_`) || written.endsWith(`_${one}`));
  const near = known
    .filter((one) => Math.abs(one.length - written.length) <= maximum)
    .map((one) => ({ one, slips: distance(written, one) }))
    .filter(({ one, slips }) => slips <= Math.min(maximum, Math.floor(one.length / 3)))
    .toSorted((a, b) => a.slips - b.slips);
  return near[0]?.one ?? (maximum > 1 ? known.find(within) : undefined);
}

/** Levenshtein's distance: letters added, left out or exchanged. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column += 1) {
      const exchanged = (row[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
