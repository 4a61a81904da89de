import { setImmediate as nextTurn } from 'node:timers/promises';

/** A few milliseconds' worth of transactions. */
const itemsOfSlice = 500;

/** Goes through items; after each slice of them, other calls have their turn. */
export async function inSlices<Item>(items: readonly Item[], act: (item: Item) => void): Promise<void> {
  for (const [place, item] of items.entries()) {
    if (place > 0 && place % itemsOfSlice === 0) await nextTurn();
    act(item);
  }
}
