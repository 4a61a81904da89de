/** What joins two instruments, whichever way. */
interface Join {
  readonly instrument_id: string;
  readonly to_instrument_id: string;
}

/** Instruments, and all that joins lead to from them, one after another. */
export function reachedFrom(ids: readonly string[], joins: readonly Join[]): string[] {
  const neighbours = new Map<string, string[]>();
  const add = (from: string, to: string): void => {
    const list = neighbours.get(from);
    if (list) list.push(to);
    else neighbours.set(from, [to]);
  };
  for (const { instrument_id, to_instrument_id } of joins) {
    add(instrument_id, to_instrument_id);
    add(to_instrument_id, instrument_id);
  }
  // A set that grows while it is gone through is gone through to its end.
  const reached = new Set(ids);
  for (const id of reached) for (const next of neighbours.get(id) ?? []) reached.add(next);
  return [...reached];
}
