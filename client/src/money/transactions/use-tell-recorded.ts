import { useTranslation } from 'react-i18next';
import { showToast } from '#client/components/show-toast.ts';
import { newKey } from '#client/money/transactions/keys.ts';
import { useRefusalText } from '#client/lib/use-failure-text.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';

/** Says what was recorded, and for ten seconds offers to take it back. */
export function useTellRecorded() {
  const { t } = useTranslation('transactions');
  const takeBack = trpc.transactions.void.useMutation();
  const textOf = useRefusalText();

  async function undo({ id: transactionId, portfolioId }: Transaction) {
    try {
      await takeBack.mutateAsync({ portfolioId, transactionId, key: newKey() });
      showToast({ title: t('record.undone') });
    } catch (error) {
      showToast({ tone: 'danger', title: t('acts.refused'), description: textOf(error) });
    }
  }

  return (transaction: Transaction, isReplacement: boolean) =>
    showToast({
      title: t(isReplacement ? 'record.replaced' : 'record.saved'),
      description: [t(`types.${transaction.type}`), transaction.symbol].filter(Boolean).join(' · '),
      action: { text: t('record.undo'), act: () => void undo(transaction) },
    });
}
