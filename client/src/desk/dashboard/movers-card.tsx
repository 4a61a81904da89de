import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { QueryCard } from '#client/components/query-card.tsx';
import { Skeleton } from '#client/components/skeleton.tsx';
import { useLastDay, type NetWorthData, type NetWorthQuery } from '#client/desk/dashboard/use-net-worth.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { Change } from '#client/money/figures/figure.tsx';
import { ToldOnce } from '#client/money/figures/provenance-marks.tsx';

const sides = ['up', 'down'] as const;
const grid = 'grid min-h-56 gap-x-8 gap-y-4 px-5 py-3 sm:grid-cols-2';

function Side({ side, told }: { side: (typeof sides)[number]; told: NetWorthData }) {
  const { t } = useTranslation('dashboard');
  const titleId = useId();
  const { currency, provenance, movers } = told;
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="py-1 text-[0.8125rem] text-ink-soft">
        {t(`movers.${side}`)}
      </h3>
      {movers[side].length === 0 ? (
        <p className="border-t border-line py-2 text-ink-faint">{t('movers.none')}</p>
      ) : (
        <ul>
          {movers[side].map(({ instrumentId, symbol, gain }) => (
            <li
              key={instrumentId}
              className="flex flex-wrap justify-between gap-x-4 border-t border-line py-2"
            >
              <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{symbol}</span>
              <span className="ml-auto">
                <Change value={gain} {...{ currency, provenance }} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What gained and what lost most on the last day that moved anything. */
export function MoversCard({ query }: { query: NetWorthQuery }) {
  const { t } = useTranslation('dashboard');
  const { calendarDate } = useFormat();
  const told = useLastDay(query.data);
  return (
    <QueryCard
      id="movers"
      title={t('movers.title')}
      query={{ ...query, data: told }}
      skeleton={<Skeleton className="m-5 h-46" />}
    >
      {(day) => (
        <ToldOnce provenance={day.provenance}>
          {(marks) => (
            <>
              <div className={grid}>
                {sides.map((side) => (
                  <Side key={side} side={side} told={day} />
                ))}
              </div>
              <p className="flex min-h-10 flex-wrap justify-between gap-x-4 border-t border-line px-5 py-3 text-xs text-ink-faint">
                {t('movers.of', { day: calendarDate(day.to) })}
                {marks}
              </p>
            </>
          )}
        </ToldOnce>
      )}
    </QueryCard>
  );
}
