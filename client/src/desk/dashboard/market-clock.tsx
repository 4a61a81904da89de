import { lazy, Suspense, type ComponentType } from 'react';
import { Skeleton } from '#client/components/skeleton.tsx';

/** A chunk of its own: the calendars are no part of what the page begins with. Without it the page goes on. */
const MarketClockCard = lazy<ComponentType>(() =>
  import('#client/desk/exchanges/market-clock-card.tsx').then(
    ({ MarketClockCard: card }) => ({ default: card }),
    () => ({ default: () => null }),
  ),
);

export function MarketClock() {
  return (
    <Suspense fallback={<Skeleton className="h-85 rounded-lg" />}>
      <MarketClockCard />
    </Suspense>
  );
}
