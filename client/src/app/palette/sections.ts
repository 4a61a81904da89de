import type { Group } from '#client/app/palette/entries.ts';
import { found, type Findable } from '#client/lib/search.ts';

export interface Listed extends Findable {
  readonly id: string;
  readonly group: Group;
}

export interface Section<Item> {
  readonly group: Group | 'recent';
  readonly items: readonly Item[];
}

/**
 * What the palette lists. Without a query: what was run last, then everything. With one: what fits, by group, the best
 * first; of equals, what was run last.
 */
export function sections<Item extends Listed>(
  query: string,
  all: readonly Item[],
  recentIds: readonly string[],
): readonly Section<Item>[] {
  const recent = recentIds.flatMap((id) => all.find((item) => item.id === id) ?? []);
  const others = all.filter((item) => !recent.includes(item));
  if (query.trim() !== '') return byGroup(found(query, [...recent, ...others]));
  return [...(recent.length > 0 ? [{ group: 'recent' as const, items: recent }] : []), ...byGroup(others)];
}

function byGroup<Item extends Listed>(items: readonly Item[]): Section<Item>[] {
  const groups = new Set(items.map(({ group }) => group));
  return [...groups].map((group) => ({ group, items: items.filter((item) => item.group === group) }));
}
