import { keepPreviousData } from '@tanstack/react-query';
import { earliestDay, type Range } from '#client/desk/dashboard/range.rules.ts';
import { dayBeforeBegin, hasEveryDay, lastMovedDay } from '#client/desk/dashboard/net-worth.rules.ts';
import { firstDayOf } from '#client/money/performance/performance.rules.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useNow } from '#client/lib/now.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useSession } from '#client/session/session.tsx';

const held = { placeholderData: keepPreviousData } as const;

/**
 * Net worth over a range, in the currency of the profile. While another range is read, the one before stays. `all` asks
 * once from 1970 on where the line begins.
 */
export function useNetWorth(range: Range) {
  const { user } = useSession();
  const { isoDate } = useFormat();
  const to = isoDate(useNow());
  const currency = user?.baseCurrency ?? 'USD';
  const isAll = range === 'all';
  const whole = trpc.netWorth.get.useQuery({ currency, from: earliestDay, to }, { enabled: isAll });
  const begin = whole.data && (dayBeforeBegin(whole.data.points) ?? to);
  const from = isAll ? begin : firstDayOf(range, to);
  const query = trpc.netWorth.get.useQuery(
    { currency, from: from ?? to, to },
    { enabled: from !== undefined, ...held },
  );
  return {
    data: query.data,
    /** What is shown is of another range than the one that was chosen. */
    isOld: query.isPlaceholderData || from === undefined,
    error: whole.error ?? query.error,
    isFetching: whole.isFetching || query.isFetching,
    refetch: () => Promise.all([...(isAll ? [whole.refetch()] : []), query.refetch()]),
  };
}

export type NetWorthQuery = ReturnType<typeof useNetWorth>;
export type NetWorthData = NonNullable<NetWorthQuery['data']>;

/** The gain of the last day on which anything moved, in parts: today, or the day before a weekend. */
export function useLastDay(netWorth: NetWorthData | undefined) {
  const { currency = '', to = '', points = [] } = netWorth ?? {};
  const isCoarse = !hasEveryDay(points);
  const month = { currency, from: (isCoarse && firstDayOf('1m', to)) || to, to };
  const lately = trpc.netWorth.get.useQuery(month, { enabled: isCoarse });
  const days = isCoarse ? lately.data?.points : points;
  const moved = days ? lastMovedDay(days) : null;
  const isToday = netWorth !== undefined && moved === to;
  const before = trpc.netWorth.get.useQuery(
    { currency, from: moved ?? '', to: moved ?? '' },
    { enabled: moved !== null && !isToday, ...held },
  );
  return isToday ? netWorth : before.data;
}
