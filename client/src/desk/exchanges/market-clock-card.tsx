import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { Card } from '#client/components/card.tsx';
import { exchanges, type Exchange } from '#client/desk/exchanges/calendars.ts';
import { tradingAt, type Trading } from '#client/desk/exchanges/exchanges.rules.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useNow } from '#client/lib/now.ts';

const minuteMilliseconds = 60_000;

function State({ trading }: { trading: Trading }) {
  const { t } = useTranslation('exchanges');
  const isOpen = trading.state === 'open';
  return (
    <p className="flex items-center gap-2 text-[0.8125rem]">
      <span
        aria-hidden
        className={clsx(
          'size-2 rounded-full border',
          // Forced colours take every other background away, and open would look like closed.
          isOpen ? 'border-accent bg-accent forced-colors:bg-[CanvasText]' : 'border-control',
          trading.state === 'unknown' && 'border-dashed',
        )}
      />
      <span className={isOpen ? 'text-ink' : 'text-ink-soft'}>{t(`states.${trading.state}`)}</span>
      {trading.state !== 'unknown' && trading.day !== 'usual' && (
        <span className="text-ink-faint">{t(`days.${trading.day}`)}</span>
      )}
    </p>
  );
}

/** How long until the bell, and when it rings where the person is. */
function Bell({ trading, now }: { trading: Trading; now: number }) {
  const { t } = useTranslation('exchanges');
  const format = useFormat();
  if (trading.state === 'unknown' || trading.bell === null) {
    const isOpen = trading.state === 'open';
    return <p className="text-[0.8125rem] text-ink-faint">{t(isOpen ? 'noBell' : 'noCalendar')}</p>;
  }
  const { bell, state } = trading;
  const length = format.duration(Math.ceil((bell - now) / minuteMilliseconds));
  const isToday = format.isoDate(bell) === format.isoDate(now);
  const when = isToday ? format.time(bell) : format.weekdayTime(bell);
  return (
    <>
      <p className="text-base leading-5 font-semibold tracking-tight tabular-nums">{length}</p>
      <p className="text-[0.8125rem] text-ink-soft tabular-nums">
        {t(state === 'open' ? 'closes' : 'opens', { when })}
      </p>
    </>
  );
}

function Row({ exchange, now }: { exchange: Exchange; now: number }) {
  const { t } = useTranslation('exchanges');
  const trading = tradingAt(exchange, now);
  return (
    <li className="flex min-h-14 flex-1 items-center justify-between gap-4 px-5 py-2.5">
      <div>
        <p className="font-medium">
          {t(`names.${exchange.id}`)}{' '}
          <span className="font-normal text-ink-soft">{t(`places.${exchange.id}`)}</span>
        </p>
        <State trading={trading} />
      </div>
      <div className="shrink-0 text-right">
        <Bell trading={trading} now={now} />
      </div>
    </li>
  );
}

/** Where there is trading now, and when the next bell rings, in the person's time. */
export function MarketClockCard() {
  const { t } = useTranslation('exchanges');
  const now = useNow();
  return (
    <Card id="markets" title={t('title')} description={t('description')} className="flex flex-col">
      <ul className="flex flex-1 flex-col divide-y divide-line">
        {exchanges.map((exchange) => (
          <Row key={exchange.id} exchange={exchange} now={now} />
        ))}
      </ul>
    </Card>
  );
}
