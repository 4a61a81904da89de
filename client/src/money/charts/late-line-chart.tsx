import { Suspense } from 'react';
import { latePart } from '#client/components/late-part.tsx';
import { Skeleton } from '#client/components/skeleton.tsx';
import type { ChartData } from '#client/money/charts/pixels.ts';

const LineChart = latePart<ChartData>(
  async () => (await import('#client/money/charts/line-chart.tsx')).LineChart,
);

/** A chart in a chunk of its own. Until it is there, its place is held in its size. */
export function LateLineChart(props: ChartData) {
  return (
    <Suspense
      fallback={
        <div aria-busy>
          <ChartPlace />
        </div>
      }
    >
      <LineChart {...props} />
    </Suspense>
  );
}

/** What a chart takes on the page, before its points are known too. */
export function ChartPlace() {
  return <Skeleton className="h-102 sm:h-91" />;
}
