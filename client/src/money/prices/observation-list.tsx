import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#client/components/icon-button.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { Amount } from '#client/money/figures/figure.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useRefusalText } from '#client/lib/use-failure-text.ts';
import type { PriceList } from '#shared/money/observations.ts';

type Source = PriceList[number]['source'];

export interface ObservationListProps {
  label: string;
  currency: string;
  rows: readonly { readonly date: string; readonly figure: string; readonly source: Source }[];
  remove(date: string): Promise<unknown>;
}

/** What one entered oneself can be taken away; what a source brought stays. */
const removable: readonly Source[] = ['manual', 'import'];
/** A longer past is a chart's. */
const shownMost = 10;

/** The newest prices or rates, each with its day and where it came from. */
export function ObservationList({ label, currency, rows, remove }: ObservationListProps) {
  const { t } = useTranslation(['prices', 'figures']);
  const { calendarDate } = useFormat();
  const textOf = useRefusalText();
  if (rows.length === 0) return <p className="px-5 pb-5 text-ink-soft">{t('prices:none')}</p>;
  const act = (date: string) =>
    remove(date).catch((error: unknown) =>
      showToast({ tone: 'danger', title: t('prices:notRemoved'), description: textOf(error) }),
    );
  return (
    <ul aria-label={label} className="divide-y divide-line border-t border-line">
      {rows.slice(0, shownMost).map(({ date, figure, source }) => (
        <li key={`${date} ${source}`} className="flex min-h-12 items-center gap-3 px-5 py-1.5">
          <span className="min-w-0 flex-1">
            <time dateTime={date}>{calendarDate(date)}</time>
            <span className="block text-[0.8125rem] text-ink-faint">{t(`figures:sources.${source}`)}</span>
          </span>
          <Amount value={figure} currency={currency} />
          {removable.includes(source) ? (
            <IconButton
              label={t('prices:removeNamed', { date: calendarDate(date) })}
              icon={<Trash2 aria-hidden className="size-4" />}
              onClick={() => void act(date)}
            />
          ) : (
            <span className="size-9 max-sm:hidden" />
          )}
        </li>
      ))}
    </ul>
  );
}
