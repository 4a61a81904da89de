import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fitting } from '#client/money/instruments/instruments.rules.ts';
import { trpc } from '#client/lib/trpc.ts';
import { pageMaximum } from '#shared/money/pages.ts';
import type { Instrument } from '#shared/money/instruments.ts';

const none: readonly Instrument[] = [];

/** Most people have fewer than a page of them: those are at hand at once, whatever is typed. */
function useFirst() {
  return trpc.instruments.list.useQuery({ limit: pageMaximum });
}

/**
 * The instruments that fit what was typed; undefined until the first of them are known. Who has more than a page of
 * them asks the server too.
 */
export function useFoundInstruments(query: string): readonly Instrument[] | undefined {
  const { data: first } = useFirst();
  const search = query.trim().slice(0, 100);
  const { data: more } = trpc.instruments.list.useQuery(
    { search },
    { enabled: first?.nextCursor != null && search !== '', placeholderData: keepPreviousData },
  );
  return useMemo(() => {
    if (!first) return undefined;
    const all = [...first.items, ...(more?.items ?? none)];
    return fitting([...new Map(all.map((one) => [one.id, one])).values()], query);
  }, [first, more, query]);
}

/** Finds instruments for somebody who was quicker than the list. */
export function useFindInstruments() {
  const { instruments } = trpc.useUtils();
  return async (query: string): Promise<readonly Instrument[]> => {
    const { items } = await instruments.list.ensureData({ limit: pageMaximum });
    return fitting(items, query);
  };
}

/** One instrument by its id; its symbol helps to find it among more than a page. */
export function useInstrument(id: string, symbol: string | null = null): Instrument | undefined {
  const { data: first } = useFirst();
  const own = first?.items.find((one) => one.id === id);
  const { data: more } = trpc.instruments.list.useQuery(
    { search: symbol ?? '', limit: pageMaximum },
    { enabled: first !== undefined && !own && Boolean(symbol) },
  );
  return own ?? more?.items.find((one) => one.id === id);
}
