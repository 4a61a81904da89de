import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Checkbox } from '#client/components/checkbox.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { dayIn, idIn } from '#client/lib/address-values.ts';
import { useToday } from '#client/lib/use-today.ts';
import { useAddress } from '#client/lib/use-address.ts';
import { rowTypes, type Transaction } from '#shared/money/transaction-rows.ts';

/** Which transactions the list shows. Voided ones only where they are asked for. */
export function TransactionFilters({ items }: { items: readonly Transaction[] }) {
  const { t } = useTranslation('transactions');
  const { params, filter } = useAddress();
  const today = useToday();
  const day = (name: 'from' | 'to') => (
    <TextField
      id={name}
      type="date"
      max={today}
      label={t(name)}
      value={dayIn(params, name) ?? ''}
      onChange={({ target }) => filter({ [name]: target.value })}
    />
  );
  return (
    <search className="flex flex-col gap-3">
      <div className="grid grid-cols-1 gap-4 min-[24rem]:grid-cols-2 lg:grid-cols-[14rem_11rem_11rem_1fr] lg:items-end">
        <SelectField
          id="type"
          className="min-[24rem]:max-lg:col-span-2"
          label={t('type')}
          value={params.get('type') ?? ''}
          onChange={({ target }) => filter({ type: target.value })}
        >
          <option value="">{t('anyType')}</option>
          {rowTypes.map((type) => (
            <option key={type} value={type}>
              {t(`types.${type}`)}
            </option>
          ))}
        </SelectField>
        {day('from')}
        {day('to')}
        <Checkbox
          id="voided"
          className="lg:pb-2"
          label={t('showVoided')}
          checked={params.has('voided')}
          onChange={({ target }) => filter({ voided: target.checked ? '1' : null })}
        />
      </div>
      <OneInstrument items={items} />
    </search>
  );
}

/** Says of which instrument alone they are, by its symbol where one of them is in sight. */
function OneInstrument({ items }: { items: readonly Transaction[] }) {
  const { t } = useTranslation('transactions');
  const { params, filter } = useAddress();
  const id = idIn(params, 'instrument');
  if (id === undefined) return null;
  const symbol = items.find(({ instrumentId }) => instrumentId === id)?.symbol;
  return (
    <p className="flex flex-wrap items-center gap-2 text-ink-soft">
      {symbol ? t('onlyOf', { symbol }) : t('onlyOfOne')}
      <Button variant="ghost" size="sm" onClick={() => filter({ instrument: null })}>
        {t('showAll')}
      </Button>
    </p>
  );
}
