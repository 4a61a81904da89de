import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '#client/components/skeleton.tsx';
import { useLastDay, type NetWorthData } from '#client/desk/dashboard/use-net-worth.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { Change } from '#client/money/figures/figure.tsx';
import { ToldOnce } from '#client/money/figures/provenance-marks.tsx';

const causes = ['price', 'fx', 'income', 'fees', 'taxes'] as const;
const frame = 'flex flex-col gap-4 border-line max-lg:border-t max-lg:pt-5 lg:border-l lg:pl-8';

/** What the last day on which anything moved did to net worth, and why: its parts add up to it. */
export function DayChange({ netWorth }: { netWorth: NetWorthData }) {
  const { t } = useTranslation('dashboard');
  const { calendarDate } = useFormat();
  const titleId = useId();
  const told = useLastDay(netWorth);
  if (!told) return <DayChangePlace />;
  const { day, currency, provenance, reasons } = told;
  const isToday = told.to === netWorth.to;
  return (
    <ToldOnce provenance={provenance}>
      {(marks) => (
        <section aria-labelledby={titleId} className={frame}>
          <div>
            <h3 id={titleId} className="font-semibold">
              {isToday ? t('day.today') : t('day.last', { day: calendarDate(told.to) })}
            </h3>
            <p className="mt-2 text-xl font-semibold tracking-tight">
              <Change value={day?.total ?? null} why={null} {...{ currency, provenance }} />
            </p>
            {marks}
            {reasons.day && (
              <p className="mt-1 text-[0.8125rem] text-ink-soft">{t(`netWorth.reasons.${reasons.day}`)}</p>
            )}
          </div>
          <dl className="flex flex-col">
            {causes.map((cause) => (
              <div key={cause} className="flex items-start justify-between gap-4 border-t border-line py-2">
                <dt className="text-ink-soft">{t(`day.causes.${cause}`)}</dt>
                <dd className="text-right">
                  <Change value={day?.[cause] ?? null} why={null} {...{ currency, provenance }} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </ToldOnce>
  );
}

export function DayChangePlace() {
  return (
    <div className={frame}>
      <div>
        <Skeleton className="h-5 w-36" />
        <Skeleton className="mt-2 h-7 w-44" />
        <Skeleton className="mt-0.5 h-3.5 w-32" />
      </div>
      <div className="flex flex-col">
        {causes.map((cause) => (
          <div key={cause} className="border-t border-line py-2">
            <Skeleton className="h-5" />
          </div>
        ))}
      </div>
    </div>
  );
}
