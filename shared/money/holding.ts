import type { CostMethod } from '#shared/money/entries.ts';
import { limit, one } from '#shared/money/decimal.ts';
import {
  addAmounts,
  byAge,
  joined,
  magnitude,
  mapAmounts,
  orders,
  resized,
  subtractAmounts,
  takeAmounts,
  type Closed,
  type Lot,
  type LotAmounts,
} from '#shared/money/lots.ts';
import { MoneyRefusal } from '#shared/money/refusals.ts';
import { r8 } from '#shared/money/rounding.ts';

/** What lots add up to. */
export type Sum = LotAmounts & { readonly quantity: bigint };

/** All lots of one instrument in one portfolio. They are all long or all short. */
export class Holding {
  readonly #method: CostMethod;
  readonly #order: (a: Lot, b: Lot) => number;
  /** What lots add up to that were not read: nothing of what is done reaches them. */
  readonly #rest: Sum;
  #lots: Lot[] = [];
  #sum = emptySum;

  constructor(method: CostMethod, lots: readonly Lot[] = [], rest: Sum = emptySum) {
    this.#method = method;
    this.#rest = rest;
    this.#order = orders[method];
    this.#set(lots);
  }

  get quantity(): bigint {
    return this.#sum.quantity;
  }

  /** What the lots stand at together, by their values. */
  get value(): bigint {
    return this.#sum.value;
  }

  /** Oldest first. */
  lots(): Lot[] {
    return this.#lots.toSorted(byAge);
  }

  copy(): Holding {
    return new Holding(this.#method, this.#lots, this.#rest);
  }

  #set(lots: readonly Lot[]): void {
    this.#lots = lots.toSorted(this.#order);
    this.#sum = lots.reduce(addLot, this.#rest);
  }

  /** Whether what is held is within what may be entered. A price may take its worth past that. */
  get isInRange(): boolean {
    const { quantity, cost, costBase, value, valueBase } = this.#sum;
    const isIn = (figure: bigint) => figure < limit && figure > -limit;
    return isIn(quantity) && isIn(cost) && isIn(costBase) && isIn(value) && isIn(valueBase);
  }

  open(lot: Lot): void {
    if (this.#sum.quantity !== 0n && this.#sum.quantity < 0n !== lot.quantity < 0n)
      throw new MoneyRefusal('POSITION_SIDE');
    const pool = this.#method === 'AVG' ? this.#lots[0] : undefined;
    if (pool) {
      this.#set([joined(pool, lot)]);
      return;
    }
    this.#insert(lot);
    this.#sum = addLot(this.#sum, lot);
  }

  #insert(lot: Lot): void {
    let [low, high] = [0, this.#lots.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#lots[middle];
      if (other && this.#order(other, lot) < 0) low = middle + 1;
      else high = middle;
    }
    this.#lots.splice(low, 0, lot);
  }

  /** Closes `quantity`, of the side held: first what is named, then in the order of the method. */
  close(quantity: bigint, named: readonly { readonly lot: string; readonly quantity: bigint }[]): Closed[] {
    const held = this.#sum.quantity;
    if (held !== 0n && held < 0n !== quantity < 0n) throw new MoneyRefusal('POSITION_SIDE');
    if (magnitude(quantity) > magnitude(held)) throw new MoneyRefusal('INSUFFICIENT_QUANTITY');
    const sign = quantity < 0n ? -1n : 1n;
    const closed =
      this.#method === 'SPECIFIC'
        ? named.map((part) => this.#takeFrom(this.#indexOf(part.lot), sign * part.quantity))
        : [];
    let left = quantity - closed.reduce((sum, part) => sum + part.quantity, 0n);
    while (left !== 0n) {
      const first = this.#lots.length - 1;
      const available = this.#lots[first]?.quantity ?? 0n;
      const part = magnitude(available) < magnitude(left) ? available : left;
      closed.push(this.#takeFrom(first, part));
      left -= part;
    }
    return closed;
  }

  #indexOf(name: string): number {
    const index = this.#lots.findIndex(({ lot }) => lot === name);
    if (index < 0) throw new MoneyRefusal('LOT_UNAVAILABLE');
    return index;
  }

  #takeFrom(index: number, quantity: bigint): Closed {
    const lot = this.#lots[index];
    if (!lot || magnitude(quantity) > magnitude(lot.quantity)) throw new MoneyRefusal('LOT_UNAVAILABLE');
    const part = takeAmounts(lot, quantity, lot.quantity);
    this.#sum = { ...subtractAmounts(this.#sum, part), quantity: this.#sum.quantity - quantity };
    if (quantity === lot.quantity) this.#lots.splice(index, 1);
    else this.#replace(index, { ...lot, ...subtractAmounts(lot, part), quantity: lot.quantity - quantity });
    return { lot: lot.lot, fxRate: lot.fxRate, quantity, ...part };
  }

  /** A lot of which a part was closed keeps its age; only by unit cost may rounding move it. */
  #replace(index: number, lot: Lot): void {
    if (this.#method !== 'HIFO') {
      this.#lots[index] = lot;
      return;
    }
    this.#lots.splice(index, 1);
    this.#insert(lot);
  }

  /** `n` for `d`: every quantity changes, no amount does. */
  split(n: bigint, d: bigint): void {
    this.#set(resized(this.lots(), (this.quantity * n) / d));
  }

  /** Takes all lots out. */
  releaseAll(): Lot[] {
    const lots = this.lots();
    this.#set([]);
    return lots;
  }

  /** Takes `fraction` of every amount out of all lots. Their quantities stay, also where nothing else does. */
  release(fraction: bigint): Lot[] {
    const lots = this.lots();
    const moved = lots.map((lot) => ({
      ...lot,
      ...mapAmounts((name) => r8(lot[name] * fraction, one)),
    }));
    const rest = lots.map((lot, index) => ({
      ...lot,
      ...mapAmounts((name) => lot[name] - (moved[index]?.[name] ?? 0n)),
    }));
    this.#set(rest);
    return moved;
  }

  /** Takes in lots that another instrument released. Those of one origin join. */
  receive(lots: readonly Lot[], quantity: bigint): void {
    if (this.quantity !== 0n && this.quantity < 0n !== quantity < 0n) throw new MoneyRefusal('POSITION_SIDE');
    const received = resized(lots, quantity);
    if (this.#method === 'AVG') {
      const [first, ...others] = [...this.#lots, ...received];
      this.#set(first ? [others.reduce(joined, first)] : []);
      return;
    }
    const byName = new Map(this.#lots.map((lot) => [lot.lot, lot]));
    for (const lot of received) {
      const before = byName.get(lot.lot);
      byName.set(lot.lot, before ? joined(before, lot) : lot);
    }
    this.#set([...byName.values()]);
  }
}

const emptySum: Sum = {
  quantity: 0n,
  cost: 0n,
  costBase: 0n,
  fee: 0n,
  feeBase: 0n,
  value: 0n,
  valueBase: 0n,
};

function addLot(sum: Sum, lot: Sum): Sum {
  return { ...addAmounts(sum, lot), quantity: sum.quantity + lot.quantity };
}
