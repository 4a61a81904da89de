import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';

export interface HiddenWeakSpotsProps {
  count: number;
  onShow(): void;
}

/** Says that something was hidden, with the way back. */
export function HiddenWeakSpots({ count, onShow }: HiddenWeakSpotsProps) {
  const { t } = useTranslation('account');
  const format = useFormat();
  if (count === 0) return null;
  return (
    <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 py-2 text-[0.8125rem] text-ink-soft">
      {t('weakSpots.hidden', { number: format.number(count) })}
      <Button variant="ghost" size="sm" className="-mr-4" onClick={onShow}>
        {t('weakSpots.show')}
      </Button>
    </p>
  );
}
