import { clsx } from 'clsx';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ZoneChoice } from '#client/identity/users/time-zones.rules.ts';
import { useFormatOf } from '#client/lib/format-for-user.ts';
import { useNow } from '#client/lib/now.ts';
import { offsetText } from '#client/lib/zone-offset.ts';

export interface TimeZoneListProps {
  id: string;
  label: ReactNode;
  choices: readonly ZoneChoice[];
  /** False while the zones are being read. */
  isReady: boolean;
  /** The one under the keys. */
  active: ZoneChoice | undefined;
  chosen: string;
  onChoose(zone: string): void;
}

export const zoneOptionId = (zone: string) => `zone-${zone}`;

/** A row takes 2.75 rem, the least that a finger hits. */
const rowRem = 2.75;
const rowsShown = 7;
/** Above and below those in sight, so that a flick of the finger meets no gap. */
const rowsBeyond = 4;

/**
 * Four hundred zones, of which only those in sight are drawn and have their clock told. They open upwards: below the
 * field, a short page would end before they do.
 */
export function TimeZoneList({ id, label, choices, isReady, active, chosen, onChoose }: TimeZoneListProps) {
  const { t } = useTranslation(['users', 'common']);
  const popup = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [first, setFirst] = useState(0);
  const timeAt = useClock();
  const activePlace = active ? choices.indexOf(active) : -1;
  const isEmpty = choices.length === 0;
  useLayoutEffect(() => {
    if (!isEmpty) popup.current?.scrollIntoView({ block: 'nearest' });
  }, [isEmpty]);
  useLayoutEffect(() => {
    if (list.current && activePlace >= 0) bringIntoSight(list.current, activePlace);
  }, [activePlace]);

  const from = Math.max(0, first - rowsBeyond);
  const drawn = choices.slice(from, first + rowsShown + rowsBeyond);
  return (
    <div
      ref={popup}
      className="absolute inset-x-0 bottom-full z-50 mb-1 scroll-mt-16 rounded-md border border-line-strong bg-raised"
    >
      <ul
        ref={list}
        id={id}
        role="listbox"
        aria-label={typeof label === 'string' ? label : undefined}
        className={clsx('relative max-h-[19.25rem] overflow-y-auto overscroll-contain', isEmpty && 'hidden')}
        onScroll={({ currentTarget }) => setFirst(Math.floor(currentTarget.scrollTop / rowHeight()))}
        // The field keeps the focus and the keys.
        onMouseDown={(event) => event.preventDefault()}
      >
        <li role="presentation" style={{ height: `${choices.length * rowRem}rem` }} />
        {drawn.map((choice, place) => (
          <li
            key={choice.zone}
            id={zoneOptionId(choice.zone)}
            role="option"
            aria-selected={choice.zone === chosen}
            aria-setsize={choices.length}
            aria-posinset={from + place + 1}
            title={choice.zone}
            style={{ top: `${(from + place) * rowRem}rem` }}
            className={clsx(
              'absolute inset-x-0 flex h-11 cursor-pointer items-center justify-between gap-3 px-3 hover:bg-hover aria-selected:text-accent',
              choice === active && 'bg-accent-wash',
            )}
            onClick={() => onChoose(choice.zone)}
          >
            <span className="flex min-w-0 flex-col leading-tight">
              <span className="truncate">{choice.via ?? choice.name}</span>
              {choice.via && <span className="truncate text-xs text-ink-soft">{choice.name}</span>}
            </span>
            <span className="whitespace-nowrap text-ink-soft tabular-nums">
              {choice.offset !== null &&
                t('users:zone.now', { offset: offsetText(choice.offset), time: timeAt(choice.offset) })}
            </span>
          </li>
        ))}
      </ul>
      <p role="status" className={isEmpty ? 'px-3 py-3 text-ink-soft' : 'sr-only'}>
        {isEmpty && (isReady ? t('users:zone.none') : t('common:loading'))}
      </p>
    </div>
  );
}

/** The time of day at a distance from UTC. One format serves all zones. */
function useClock(): (offset: number) => string {
  const now = useNow();
  const { time } = useFormatOf({ timeZone: 'UTC', numberFormat: 'auto' });
  return (offset) => time(now + offset * 60_000);
}

function rowHeight(): number {
  return rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function bringIntoSight(list: HTMLElement, place: number): void {
  const top = place * rowHeight();
  if (top < list.scrollTop) list.scrollTop = top;
  const bottom = top + rowHeight() - list.clientHeight;
  if (bottom > list.scrollTop) list.scrollTop = bottom;
}
