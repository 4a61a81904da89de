import { useTranslation } from 'react-i18next';
import { QueryCard } from '#client/components/query-card.tsx';
import { Skeleton } from '#client/components/skeleton.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { SignInDay } from '#shared/identity/account.ts';

const height = 96;
const step = 10;
const barWidth = 6;
/** A day without any still has its place on the line. */
const stub = 2;
/** A few sign-ins look like few. */
const leastHighest = 4;

const total = (days: readonly SignInDay[], of: 'signIns' | 'refused') =>
  days.reduce((sum, day) => sum + day[of], 0);

function Bar({ day, index, scale }: { day: SignInDay; index: number; scale: number }) {
  const place = { x: index * step + (step - barWidth) / 2, width: barWidth, rx: 1.5 };
  const signIns = day.signIns * scale;
  const refused = day.refused * scale;
  if (signIns + refused === 0) {
    return <rect {...place} y={height - stub} height={stub} className="fill-line-strong" />;
  }
  return (
    <>
      {signIns > 0 && <rect {...place} y={height - signIns} height={signIns} className="fill-growth" />}
      {refused > 0 && (
        <rect {...place} y={height - signIns - refused} height={refused} className="fill-ink-faint" />
      )}
    </>
  );
}

/** A bar a day, refused sign-ins on top of the others. The table beside it holds the same for screen readers. */
function Bars({ days }: { days: readonly SignInDay[] }) {
  const highest = Math.max(leastHighest, ...days.map(({ signIns, refused }) => signIns + refused));
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${days.length * step} ${height}`}
      preserveAspectRatio="none"
      className="max-h-48 min-h-24 w-full flex-1 basis-24"
    >
      {days.map((day, index) => (
        <Bar key={day.day} day={day} index={index} scale={height / highest} />
      ))}
    </svg>
  );
}

function DayTable({ days }: { days: readonly SignInDay[] }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  return (
    <table className="sr-only">
      <caption>{t('signIns.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('signIns.day')}</th>
          <th scope="col">{t('signIns.signIns')}</th>
          <th scope="col">{t('signIns.refused')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, signIns, refused }) => (
          <tr key={day}>
            <th scope="row">{format.calendarDay(day)}</th>
            <td>{format.number(signIns)}</td>
            <td>{format.number(refused)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Chart({ days }: { days: readonly SignInDay[] }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  const [signIns, refused] = [total(days, 'signIns'), total(days, 'refused')];
  const busiest = days.reduce((most, day) => (day.signIns >= most.signIns ? day : most));
  const [first, last] = [days.at(0), days.at(-1)];
  return (
    <figure className="flex flex-1 flex-col gap-4 p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="flex items-baseline gap-2.5">
          <span className="figure text-[2.125rem]">{format.number(signIns)}</span>
          <span className="text-ink-soft">{t('signIns.unit', { count: signIns })}</span>
        </p>
        <p className="text-ink-soft">{t('signIns.refusedCount', { count: refused })}</p>
      </div>
      <div className="flex flex-1 flex-col">
        <Bars days={days} />
        <p aria-hidden className="mt-2 flex justify-between border-t border-line pt-2 text-xs text-ink-faint">
          <span>{first && format.calendarDay(first.day)}</span>
          <span>{last && format.calendarDay(last.day)}</span>
        </p>
      </div>
      <figcaption className="text-[0.8125rem] text-ink-soft">
        {signIns === 0
          ? t('signIns.none')
          : t('signIns.busiest', { day: format.calendarDay(busiest.day), count: busiest.signIns })}
      </figcaption>
      <DayTable days={days} />
    </figure>
  );
}

/** Thirty days of sign-ins, from the audit table. */
export function SignInsCard() {
  const { t } = useTranslation('dashboard');
  return (
    <QueryCard
      id="signIns"
      className="flex flex-col"
      title={t('signIns.title')}
      description={t('signIns.description')}
      query={trpc.account.protection.useQuery()}
      skeleton={<Skeleton className="m-5 h-52" />}
    >
      {({ days }) => <Chart days={days} />}
    </QueryCard>
  );
}
