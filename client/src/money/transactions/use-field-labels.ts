import { useTranslation } from 'react-i18next';
import type { FieldName } from '#client/money/transactions/fields.ts';
import type { TransactionType } from '#shared/money/transactions.ts';

/** What the amount of a type is, where it is more than an amount. */
const amounts = {
  buy: 'total',
  sell: 'total',
  short: 'total',
  cover: 'total',
  fx: 'sold',
  dividend: 'received',
} as const satisfies Partial<Record<TransactionType, string>>;

/** What a field is called for a type of transaction. */
export function useFieldLabels() {
  const { t } = useTranslation('transactions');
  return (name: FieldName | 'lots' | 'type', type: TransactionType): string => {
    if (name === 'type') return t('type');
    if (name === 'lots') return t('lots.title');
    if (name === 'amount' && type in amounts) return t(`amounts.${amounts[type as keyof typeof amounts]}`);
    if (name === 'currency' && type === 'fx') return t('soldCurrency');
    return t(`fields.${name}`);
  };
}
