import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/lib/format-for-user.ts';
import type { ChartData } from '#client/money/charts/pixels.ts';
import { Money } from '#client/money/figures/figure.tsx';
import { ToldOnce } from '#client/money/figures/provenance-marks.tsx';

/** The same points as rows, the newest first. They are drawn once somebody asks: there may be a thousand. */
export function ChartTable({ points, currency, provenance, label }: ChartData) {
  const { t } = useTranslation('figures');
  const { calendarDate } = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="group" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary className="touch-target inline-flex w-fit cursor-pointer items-center text-[0.8125rem] text-ink-soft hover:text-ink">
        <ChevronRight aria-hidden className="mr-1 size-4 transition-transform group-open:rotate-90" />
        {t('chart.table')}
      </summary>
      {isOpen && (
        <ToldOnce provenance={provenance}>
          {(marks) => (
            <div
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what has the focus is scrolled by keys
              tabIndex={0}
              role="region"
              aria-label={label}
              className="mt-2 max-h-72 overflow-y-auto border-y border-line"
            >
              <table className="w-full text-[0.8125rem] tabular-nums">
                <caption className="sr-only">{label}</caption>
                <thead className="sticky top-0 bg-surface">
                  <tr>
                    <th scope="col" className="py-1.5 text-left font-medium">
                      {t('chart.day')}
                    </th>
                    <th scope="col" className="py-1.5 text-right font-medium">
                      {t('chart.value', { currency })}
                      {marks}
                    </th>
                  </tr>
                </thead>
                <tbody className="divide-y divide-line">
                  {points.toReversed().map(({ date, value }) => (
                    <tr key={date}>
                      <th
                        scope="row"
                        className="py-1.5 pr-4 text-left font-normal whitespace-nowrap text-ink-soft"
                      >
                        <time dateTime={date}>{calendarDate(date)}</time>
                      </th>
                      <td className="py-1.5 text-right">
                        <Money value={value} currency={currency} provenance={provenance} isUnitAbove />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </ToldOnce>
      )}
    </details>
  );
}
