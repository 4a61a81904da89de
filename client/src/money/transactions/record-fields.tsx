import { ChevronDown } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { RecordField } from '#client/money/transactions/record-field.tsx';
import { closing } from '#client/money/transactions/entered.ts';
import { LotsField } from '#client/money/transactions/lots-field.tsx';
import { askedIn, typeGroups, type FieldName } from '#client/money/transactions/fields.ts';
import type { RecordFormState } from '#client/money/transactions/record-form.tsx';
import { useToday } from '#client/lib/use-today.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

export interface RecordFieldsProps {
  form: RecordFormState;
  portfolio: Portfolio;
  /** What is edited stays of its type; another type is another transaction. */
  isTypeFixed: boolean;
  /** The outcome needs a rate, and the person wants to enter one. */
  isRateAsked: boolean;
}

/** What a type of transaction asks for: the usual in sight, the rest one press away. */
export function RecordFields({ form, portfolio, isTypeFixed, isRateAsked }: RecordFieldsProps) {
  const { t } = useTranslation('transactions');
  const [isOpen, setIsOpen] = useState(false);
  const today = useToday();
  const type = form.form.watch('transaction.type');
  const { main, more } = askedIn(type, portfolio.accountType === 'DOMESTIC');
  const isWrong = (name: FieldName) => form.field(`transaction.${name}`).error !== undefined;
  const isMoreWrong = more.some(isWrong);
  // It stays open. What is wrong ends with the first key, and the field must not go from under the hand.
  if ((isMoreWrong || isRateAsked) && !isOpen) setIsOpen(true);
  const focusWrong = useEffectEvent(() => {
    const first = more.find(isWrong);
    if (!main.some(isWrong)) document.getElementById(`transaction.${first}`)?.focus();
  });
  useEffect(() => {
    if (isMoreWrong) focusWrong();
  }, [isMoreWrong]);
  useEffect(() => {
    if (isRateAsked) document.getElementById('transaction.fxRate')?.focus();
  }, [isRateAsked]);
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 min-[28rem]:grid-cols-2">
        <TypeField form={form} portfolio={portfolio} isTypeFixed={isTypeFixed} />
        <TextField {...form.field('transaction.tradeDate')} type="date" max={today} required />
      </div>
      <div className="grid gap-4 min-[28rem]:grid-cols-2">
        {main.map((name) => (
          <RecordField key={name} name={name} form={form} portfolio={portfolio} />
        ))}
        {portfolio.costMethod === 'SPECIFIC' && closing.has(type) && (
          <LotsField form={form} portfolio={portfolio} />
        )}
      </div>
      <Button
        variant="ghost"
        size="sm"
        className="-ml-3 self-start"
        aria-expanded={isOpen}
        aria-controls="moreFields"
        onClick={() => setIsOpen(!isOpen)}
      >
        <ChevronDown aria-hidden className={isOpen ? 'size-4 rotate-180' : 'size-4'} />
        {t('record.more')}
      </Button>
      <div id="moreFields" hidden={!isOpen} className="grid gap-4 min-[28rem]:grid-cols-2 [&[hidden]]:hidden">
        {isOpen &&
          more.map((name) => <RecordField key={name} name={name} form={form} portfolio={portfolio} />)}
      </div>
    </div>
  );
}

function TypeField({ form, portfolio, isTypeFixed }: Omit<RecordFieldsProps, 'isRateAsked'>) {
  const { t } = useTranslation('transactions');
  const isDomestic = portfolio.accountType === 'DOMESTIC';
  return (
    <SelectField {...form.field('transaction.type')} label={t('type')} disabled={isTypeFixed}>
      {typeGroups.map(({ id, types }) => (
        <optgroup key={id} label={t(`groups.${id}`)}>
          {types
            .filter((type) => !(isDomestic && type === 'fx'))
            .map((type) => (
              <option key={type} value={type}>
                {t(`types.${type}`)}
              </option>
            ))}
        </optgroup>
      ))}
    </SelectField>
  );
}
