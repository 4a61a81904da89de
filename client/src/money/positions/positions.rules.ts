import { compareFigures } from '#client/money/figures/compare.ts';
import type { Positions } from '#shared/money/positions.ts';

export type Position = Positions['items'][number];

/** By what positions can be sorted, and whether the largest comes first when one asks for it. */
const orders = {
  symbol: { isDescending: false },
  valueBase: { isDescending: true },
  gain: { isDescending: true },
  weight: { isDescending: true },
} as const;
export type PositionOrder = keyof typeof orders;

const isOrder = (text: string): text is PositionOrder => Object.hasOwn(orders, text);

export interface Order {
  readonly by: PositionOrder;
  readonly isDescending: boolean;
}

/** The order of an address, `-gain` for the largest first. By symbol where it says none. */
export function orderIn(params: URLSearchParams): Order {
  const text = params.get('sort') ?? '';
  const by = text.replace(/^-/, '');
  return isOrder(by) ? { by, isDescending: text.startsWith('-') } : { by: 'symbol', isDescending: false };
}

/** What the address says once one has pressed a column: a second time turns its order round. */
export function nextOrder(columnId: string, present: Order): string | undefined {
  if (!isOrder(columnId)) return undefined;
  const isDescending = present.by === columnId ? !present.isDescending : orders[columnId].isDescending;
  return `${isDescending ? '-' : ''}${columnId}`;
}

type Figure = Parameters<typeof compareFigures>[0];

const figureOf: Record<Exclude<PositionOrder, 'symbol'>, (position: Position) => Figure | null> = {
  valueBase: ({ valueBase }) => valueBase,
  gain: ({ gain }) => gain.total,
  weight: ({ weight }) => weight,
};

/** Those whose symbol has the text in it, in letters of any size. */
export function found(items: readonly Position[], text: string): readonly Position[] {
  const wanted = text.toLowerCase();
  return items.filter(({ symbol }) => symbol.toLowerCase().includes(wanted));
}

export function sorted(items: readonly Position[], { by, isDescending }: Order): Position[] {
  const direction = isDescending ? -1 : 1;
  return items.toSorted((a, b) => direction * compare(a, b, by) || (a.symbol < b.symbol ? -1 : 1));
}

function compare(a: Position, b: Position, by: PositionOrder): number {
  if (by === 'symbol') return a.symbol === b.symbol ? 0 : a.symbol < b.symbol ? -1 : 1;
  return compareFigures(figureOf[by](a) ?? '0', figureOf[by](b) ?? '0');
}

/** A position whose price has to be put by hand: never seen, or older than a week. */
export function needsPrice({ price, provenance, quantity }: Position): boolean {
  return quantity !== '0' && (price === null || provenance.isStale);
}
