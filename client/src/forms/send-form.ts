import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';

type Send<Checked> = (values: Checked) => Promise<void>;

/**
 * What the button of a form does: its fields are read as they stand, checked, and sent. Some password managers fill a
 * field without any event. So the form may not have been told of everything.
 */
export function sendForm<Values extends FieldValues, Checked>(
  form: UseFormReturn<Values, unknown, Checked>,
  send: Send<Checked>,
) {
  return (event: React.SyntheticEvent<HTMLFormElement>): Promise<void> => {
    for (const field of event.currentTarget.elements) takeOver(form, field);
    return form.handleSubmit(send)(event);
  };
}

function takeOver<Values extends FieldValues, Checked>(
  form: Pick<UseFormReturn<Values, unknown, Checked>, 'getValues' | 'setValue'>,
  field: Element,
): void {
  if (!isFilled(field)) return;
  const name = field.name as FieldPath<Values>;
  // Of radio buttons the chosen one alone speaks.
  if (field.type === 'radio' && !(field as HTMLInputElement).checked) return;
  const known: unknown = form.getValues(name);
  const shown = field.type === 'checkbox' ? (field as HTMLInputElement).checked : field.value;
  // Buttons, and fields the form does not know, such as the username shown to password managers.
  if (known === undefined || known === shown) return;
  form.setValue(name, shown as never, { shouldDirty: true });
}

function isFilled(field: Element): field is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return ['INPUT', 'SELECT', 'TEXTAREA'].includes(field.tagName) && (field as HTMLInputElement).name !== '';
}
