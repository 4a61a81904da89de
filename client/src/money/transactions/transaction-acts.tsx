import { Pencil, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { buttonStyles } from '#client/components/button.tsx';
import { IconButton } from '#client/components/icon-button.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { fromList } from '#client/money/transactions/use-leave.ts';
import { useVoid } from '#client/money/transactions/use-void.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';

/** Edit and void, named by what they are about: a screen reader meets fifty of them. */
export function TransactionActs({ transaction }: { transaction: Transaction }) {
  const { t } = useTranslation('transactions');
  const { voidIt, isPending } = useVoid();
  const { id, portfolioId, type, tradeDate } = transaction;
  const { calendarDate } = useFormat();
  const named = { type: t(`types.${type}`), date: calendarDate(tradeDate) };
  return (
    <span className="flex gap-1 max-sm:justify-end">
      <Link
        to={`/portfolios/${portfolioId}/record?replace=${id}&day=${tradeDate}#transaction.tradeDate`}
        state={fromList}
        aria-label={t('acts.editNamed', named)}
        title={t('acts.edit')}
        className={buttonStyles({ variant: 'ghost', size: 'icon' })}
      >
        <Pencil aria-hidden className="size-4" />
      </Link>
      <IconButton
        label={t('acts.voidNamed', named)}
        title={t('acts.void')}
        icon={<Undo2 aria-hidden className="size-4" />}
        aria-disabled={isPending || undefined}
        onClick={() => void voidIt(transaction)}
      />
    </span>
  );
}
