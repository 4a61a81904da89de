import { useId, type ComponentProps, type ReactNode } from 'react';
import { controlStyles, describedBy, Field, type FieldTexts } from '#client/components/field.tsx';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'>, FieldTexts {
  /** Stable, so that password managers and links to the field find it. */
  id?: string | undefined;
  /** Beside the label, at the far end of its line. */
  aside?: ReactNode;
  /** On the wrapper, not on the input. */
  className?: string;
}

/** One line of text. What react-hook-form's `register` gives goes to the input. */
export function TextField({ id, label, hint, error, aside, className, ...input }: TextFieldProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  return (
    <Field {...{ id: fieldId, label, hint, error, aside, className }}>
      <input
        id={fieldId}
        data-slot="text-field"
        className={controlStyles}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(fieldId, { hint, error })}
        {...input}
      />
    </Field>
  );
}
