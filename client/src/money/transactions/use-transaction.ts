import { useEffect } from 'react';
import { trpc } from '#client/lib/trpc.ts';
import { pageMaximum } from '#shared/money/pages.ts';

/** A transaction that the address names. A day makes it quick to find; an address without one costs a look at all. */
export interface NamedTransaction {
  readonly portfolioId: string;
  readonly id: string;
  readonly day: string | undefined;
}

/** Reads a transaction by its id, page by page until it is found; null where there is none. A row never changes its day. */
export function useTransaction({ portfolioId, id, day }: NamedTransaction) {
  const days = day === undefined ? {} : { from: day, to: day };
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } =
    trpc.transactions.list.useInfiniteQuery(
      { portfolioId, includeVoided: true, limit: pageMaximum, ...days },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    );
  const found = data?.pages.flatMap(({ items }) => items).find((one) => one.id === id);
  const isGoingOn = found === undefined && hasNextPage && !error;
  useEffect(() => {
    if (isGoingOn && !isFetching) void fetchNextPage();
  }, [isGoingOn, isFetching, fetchNextPage]);
  const isOver = data !== undefined && !hasNextPage;
  return { data: found ?? (isOver ? null : undefined), error, isFetching, refetch };
}
