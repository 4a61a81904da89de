import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useId, type ComponentProps } from 'react';
import { controlStyles, describedBy, Field, type FieldTexts } from '#client/components/field.tsx';

export interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'id'>, FieldTexts {
  id?: string | undefined;
  /** On the wrapper, not on the select. */
  className?: string;
}

/** A choice by the browser's own list, which types ahead and becomes a wheel on phones. Children are `<option>`s. */
export function SelectField({ id, label, hint, error, className, ...select }: SelectFieldProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  return (
    <Field {...{ id: fieldId, label, hint, error, className }}>
      <div className="relative">
        <select
          id={fieldId}
          data-slot="select-field"
          className={clsx(controlStyles, 'cursor-pointer appearance-none pr-9')}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(fieldId, { hint, error })}
          {...select}
        />
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-ink-faint"
        />
      </div>
    </Field>
  );
}
