import { useMemo, useState } from 'react';
import { useFormat } from '#client/lib/format-for-user.ts';
import { ChartTable } from '#client/money/charts/chart-table.tsx';
import { useChartSentence } from '#client/money/charts/chart-sentence.ts';
import { Plot } from '#client/money/charts/plot.tsx';
import { shapeOf, type ChartData, type ChartPoint } from '#client/money/charts/pixels.ts';
import { Money } from '#client/money/figures/figure.tsx';

/** A line by days. It is read by pointer, by arrow keys, as a sentence, and as a table of the same points. */
export function LineChart({ points, currency, provenance, label }: ChartData) {
  const [chosen, setChosen] = useState<number | null>(null);
  const shape = useMemo(() => shapeOf(points), [points]);
  const sentence = useChartSentence(points, currency);
  const index = chosen !== null && chosen < points.length ? chosen : points.length - 1;
  const point = points[index];
  if (!point) return null;
  return (
    <figure data-slot="line-chart" className="flex flex-col gap-3">
      <Reading {...{ point, currency, provenance }} />
      <Plot {...{ shape, points, currency, label, index }} onChoose={setChosen} />
      <figcaption className="min-h-10 text-[0.8125rem] text-pretty text-ink-soft">{sentence}</figcaption>
      <ChartTable {...{ points, currency, provenance, label }} />
    </figure>
  );
}

type ReadingProps = { point: ChartPoint } & Pick<ChartData, 'currency' | 'provenance'>;

/** The point that is read, in one place: nothing moves, and no finger lies upon it. */
function Reading({ point: { date, value }, currency, provenance }: ReadingProps) {
  const { calendarDate } = useFormat();
  return (
    <p className="flex min-h-5 flex-wrap items-start justify-between gap-x-4 text-[0.8125rem]">
      <time dateTime={date} className="text-ink-soft">
        {calendarDate(date)}
      </time>
      <span className="text-right font-medium">
        <Money {...{ value, currency, provenance }} />
      </span>
    </p>
  );
}
