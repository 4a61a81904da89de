import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/lib/format-for-user.ts';
import type { ChartPoint } from '#client/money/charts/pixels.ts';
import { compareFigures } from '#client/money/figures/compare.ts';
import { digitsOf } from '#client/money/figures/priced-text.ts';
import { useFigures } from '#client/money/figures/use-figures.ts';

/** What the line shows, in words: both ends, the highest and the lowest day. */
export function useChartSentence(points: readonly ChartPoint[], currency: string): string {
  const { t } = useTranslation('figures');
  const { calendarDate } = useFormat();
  const figures = useFigures();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const told = ({ date, value }: ChartPoint) => ({
    day: calendarDate(date),
    value: figures.money(digitsOf(value), { currency }),
  });
  const byValue = points.toSorted((a, b) => compareFigures(a.value, b.value));
  const [lowest, highest] = [told(byValue[0] ?? first), told(byValue.at(-1) ?? last)];
  if (first === last) return t('chart.oneDay', told(first));
  if (compareFigures(byValue[0]?.value ?? first.value, byValue.at(-1)?.value ?? last.value) === 0)
    return t('chart.unchanged', { from: told(first).day, to: told(last).day, value: told(first).value });
  return t('chart.sentence', {
    from: told(first).day,
    opening: told(first).value,
    to: told(last).day,
    closing: told(last).value,
    lowest: lowest.value,
    lowestDay: lowest.day,
    highest: highest.value,
    highestDay: highest.day,
  });
}
