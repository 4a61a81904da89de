import { useState } from 'react';
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
  const [cursor, setCursor] = useState<string | null>(null);
  const query = trpc.transactions.list.useQuery(
    {
      portfolioId,
      includeVoided: true,
      limit: pageMaximum,
      ...(day !== undefined && { from: day, to: day }),
      ...(cursor !== null && { cursor }),
    },
    { refetchOnMount: 'always' },
  );
  const { error, isFetching, refetch } = query;
  // What was read before may have been edited since: a form begins with what stands there now.
  const page = query.isFetchedAfterMount ? query.data : undefined;
  const found = page?.items.find((one) => one.id === id);
  const next = found ? null : page?.nextCursor;
  if (next) setCursor(next);
  return { data: found ?? (next === null ? null : undefined), error, isFetching, refetch };
}
