import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { QueryCard } from '#client/components/query-card.tsx';
import { Segmented } from '#client/components/segmented.tsx';
import { Skeleton } from '#client/components/skeleton.tsx';
import { DayChange, DayChangePlace } from '#client/desk/dashboard/day-change.tsx';
import { NetWorthNotes } from '#client/desk/dashboard/net-worth-notes.tsx';
import { sinceBegin } from '#client/desk/dashboard/net-worth.rules.ts';
import { ranges, type Range } from '#client/desk/dashboard/range.rules.ts';
import type { NetWorthData, NetWorthQuery } from '#client/desk/dashboard/use-net-worth.ts';
import { ChartPlace, LateLineChart } from '#client/money/charts/late-line-chart.tsx';
import { Change, Money, Ratio } from '#client/money/figures/figure.tsx';
import { ToldOnce } from '#client/money/figures/provenance-marks.tsx';
import type { Portfolio } from '#shared/money/portfolios.ts';

const columns = 'grid gap-x-8 gap-y-6 p-5 lg:grid-cols-[minmax(0,1fr)_19rem]';
const heading = 'flex min-h-28 flex-wrap items-start justify-between gap-x-6 gap-y-4';

/** Which range is drawn stands in the address: a reload, a link and Back show the same. */
function RangeButtons({ range }: { range: Range }) {
  const { t } = useTranslation('dashboard');
  const [params, setParams] = useSearchParams();
  function choose(next: Range) {
    const changed = new URLSearchParams(params);
    changed.set('range', next);
    setParams(changed, { replace: true, preventScrollReset: true });
  }
  return (
    <Segmented
      label={t('netWorth.range')}
      value={range}
      options={ranges.map((value) => ({
        value,
        label: t(`netWorth.ranges.${value}.label`),
        face: t(`netWorth.ranges.${value}.face`),
      }))}
      onChange={choose}
    />
  );
}

/** What the range brought beside what was paid in and out, and the return of every unit that was there. */
function RangeGain({ netWorth }: { netWorth: NetWorthData }) {
  const { t } = useTranslation('dashboard');
  const { gain, twr, currency, provenance, reasons } = netWorth;
  return (
    <dl className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem]">
      <div className="flex gap-1.5">
        <dt className="text-ink-soft">{t('netWorth.gain')}</dt>
        <dd>
          <Change value={gain} currency={currency} provenance={provenance} />
        </dd>
      </div>
      <div className="flex gap-1.5">
        <dt className="text-ink-soft">{t('netWorth.twr')}</dt>
        <dd>
          <Ratio value={twr} hasSign />
          {reasons.twr && (
            <span className="ml-1.5 text-ink-faint">{t(`netWorth.reasons.${reasons.twr}`)}</span>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Line({ netWorth }: { netWorth: NetWorthData }) {
  const { t } = useTranslation('dashboard');
  const { currency, provenance } = netWorth;
  const points = sinceBegin(netWorth.points);
  if (points.length === 0) return <p className="py-8 text-center text-ink-soft">{t('netWorth.nothing')}</p>;
  return <LateLineChart {...{ points, currency, provenance }} label={t('netWorth.line', { currency })} />;
}

export interface NetWorthCardProps {
  query: NetWorthQuery;
  range: Range;
  portfolios: readonly Portfolio[];
}

/** What all is worth together, how it came there, and what the last day did to it. */
export function NetWorthCard({ query, range, portfolios }: NetWorthCardProps) {
  const { t } = useTranslation('dashboard');
  return (
    <QueryCard
      id="netWorth"
      tabIndex={-1}
      className="lg:col-span-2"
      title={t('netWorth.title')}
      query={query}
      skeleton={<NetWorthPlace />}
    >
      {(netWorth) => {
        const { currency, provenance, points, missing } = netWorth;
        // Nothing was recorded: a change of zero, in five parts, would say less than nothing.
        const isEmpty = sinceBegin(points).length === 0 && missing.length === 0;
        return (
          <ToldOnce provenance={provenance}>
            {(marks) => (
              <div className={clsx(columns, query.isOld && 'opacity-60')} aria-busy={query.isOld}>
                <div className="flex min-w-0 flex-col gap-4">
                  <div className={heading}>
                    <div className="min-w-0">
                      <p className="figure text-[2.125rem]">
                        <Money value={points.at(-1)?.value ?? null} {...{ currency, provenance }} />
                      </p>
                      <p className="mt-1.5">{marks}</p>
                      <RangeGain netWorth={netWorth} />
                    </div>
                    <RangeButtons range={range} />
                  </div>
                  <Line netWorth={netWorth} />
                  <NetWorthNotes {...{ netWorth, portfolios }} />
                </div>
                {!isEmpty && <DayChange netWorth={netWorth} />}
              </div>
            )}
          </ToldOnce>
        );
      }}
    </QueryCard>
  );
}

/** The card before anything was read, in its final size. */
export function NetWorthPlace() {
  return (
    <div className={columns}>
      <div className="flex min-w-0 flex-col gap-4">
        <div className={heading}>
          <div className="min-w-0">
            <Skeleton className="h-8.5 w-56 max-w-full" />
            <Skeleton className="mt-2 h-3.5 w-40" />
            <Skeleton className="mt-3 h-4 w-64 max-w-full" />
          </div>
          <Skeleton className="h-8 w-52 max-sm:h-12 pointer-coarse:h-12" />
        </div>
        <ChartPlace />
      </div>
      <DayChangePlace />
    </div>
  );
}
