import { useTranslation } from 'react-i18next';
import { TextField, type TextFieldProps } from '#client/components/text-field.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { readDecimal } from '#client/money/figures/decimal-text.ts';

export interface DecimalFieldProps extends Omit<TextFieldProps, 'aside' | 'inputMode' | 'type'> {
  /** What stands in it now: `form.watch` of its name. */
  typed: string | undefined;
}

/**
 * A number as a person types it, with comma or point. Where it may be read in two ways, such as `1,234`, the line of
 * the label says what was understood. Its schema is `typedDecimal`.
 */
export function DecimalField({ typed = '', ...field }: DecimalFieldProps) {
  return (
    <TextField
      autoComplete="off"
      spellCheck={false}
      {...field}
      inputMode="decimal"
      aside={<Understood typed={typed} fieldId={field.id} />}
    />
  );
}

const everyPlace = { maximumFractionDigits: 18 };
const withoutBlanks = (text: string) => text.replaceAll(/\s/gu, '');

function Understood({ typed, fieldId }: { typed: string; fieldId: string | undefined }) {
  const { t } = useTranslation('figures');
  const { decimal: write, signs } = useFormat();
  const decimal = readDecimal(typed, signs());
  const written = decimal === null ? '' : write(decimal, everyPlace);
  const isPlain = withoutBlanks(written) === withoutBlanks(typed);
  return (
    <output htmlFor={fieldId} className="text-[0.8125rem] text-ink-soft tabular-nums">
      {written !== '' && !isPlain && t('understood', { number: written })}
    </output>
  );
}
