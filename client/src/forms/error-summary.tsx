import { useTranslation } from 'react-i18next';
import { Alert } from '#client/components/alert.tsx';

export interface WrongField {
  /** The id of the field's input. */
  id: string;
  label: string;
  message: string;
}

function focusField(id: string) {
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}

/** The wrong fields of a form as links to them. It shows for two or more; one wrong field speaks for itself. */
export function ErrorSummary({ fields }: { fields: readonly WrongField[] }) {
  const { t } = useTranslation('common');
  if (fields.length < 2) return null;
  return (
    <Alert tone="danger" data-slot="error-summary" title={t('summary.title', { count: fields.length })}>
      <ul className="mt-1">
        {fields.map(({ id, label, message }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="inline-block py-0.5 underline decoration-danger underline-offset-3 hover:decoration-2"
              onClick={(event) => {
                event.preventDefault();
                focusField(id);
              }}
            >
              {label}: {message}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
