import { get, type FieldErrors, type FieldPath, type FieldValues } from 'react-hook-form';
import { useFieldText } from '#client/forms/use-field-text.ts';

/** The text under each field of a form, and the same as a list for the summary above it. */
export function useWrongFields<Values extends FieldValues>(
  errors: FieldErrors<Values>,
  labels: Readonly<Partial<Record<FieldPath<Values>, string>>>,
) {
  const fieldText = useFieldText();
  const textOf = (field: FieldPath<Values>): string | undefined => {
    const code: unknown = get(errors, `${field}.message`);
    return typeof code === 'string' ? fieldText(field, code) : undefined;
  };
  const wrong = (Object.keys(labels) as FieldPath<Values>[]).flatMap((id) => {
    const message = textOf(id);
    return message ? [{ id, label: labels[id] ?? id, message }] : [];
  });
  return { textOf, wrong };
}
