import { useTranslation } from 'react-i18next';
import { showToast } from '#client/components/show-toast.ts';
import { newKey } from '#client/money/transactions/keys.ts';
import { enteredAs } from '#client/money/transactions/entered.ts';
import { useRefusalText } from '#client/lib/use-failure-text.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';

/**
 * Takes a transaction back, and for ten seconds offers to record it again. What others depend on is not taken back: the
 * toast says why.
 */
export function useVoid() {
  const { t } = useTranslation('transactions');
  const takeBack = trpc.transactions.void.useMutation();
  const record = trpc.transactions.record.useMutation();
  const textOf = useRefusalText();

  const refused = (error: unknown) =>
    showToast({ tone: 'danger', title: t('acts.refused'), description: textOf(error) });

  async function restore(transaction: Transaction) {
    try {
      const { portfolioId } = transaction;
      await record.mutateAsync({ portfolioId, key: newKey(), transaction: enteredAs(transaction) });
      showToast({ title: t('acts.restored') });
    } catch (error) {
      refused(error);
    }
  }

  async function voidIt(transaction: Transaction) {
    if (takeBack.isPending) return;
    const { id: transactionId, portfolioId, type } = transaction;
    try {
      await takeBack.mutateAsync({ portfolioId, transactionId, key: newKey() });
      showToast({
        title: t('acts.voided', { type: t(`types.${type}`) }),
        description: t('acts.voidedBody'),
        action: { text: t('acts.undo'), act: () => void restore(transaction) },
      });
      // The button that was pressed is gone with its row.
      document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    } catch (error) {
      refused(error);
    }
  }
  return { voidIt, isPending: takeBack.isPending };
}
