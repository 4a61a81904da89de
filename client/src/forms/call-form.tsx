import { clsx } from 'clsx';
import type { ReactNode, SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '#client/components/alert.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import type { WrongField } from '#client/forms/use-wrong-fields.ts';
import type { Failure } from '#client/lib/failure.ts';
import { useErrorInTitle } from '#client/lib/titles.ts';

export interface CallFormProps {
  /** What `useCallForm` returned. */
  form: {
    submit(event: SyntheticEvent<HTMLFormElement>): Promise<void>;
    readonly wrong: readonly WrongField[];
    readonly failure: Failure | null;
  };
  children: ReactNode;
  /** What one may do about the failure, beside trying again. */
  remedy?: ReactNode;
  /** The buttons, below the failure. */
  actions: ReactNode;
  className?: string;
}

/** Shows what is wrong above the fields, in an alert by the button, and in the page's title. */
export function CallForm({ form, children, remedy, actions, className = 'gap-4' }: CallFormProps) {
  const { submit, wrong, failure } = form;
  useErrorInTitle(failure !== null || wrong.length > 0);
  return (
    <form
      method="post"
      noValidate
      className={clsx('flex flex-col', className)}
      onSubmit={(event) => void submit(event)}
    >
      <ErrorSummary fields={wrong} />
      {children}
      <FailureAlert failure={failure}>{remedy}</FailureAlert>
      {actions}
    </form>
  );
}

/** The wrong fields as links to them. One alone is read under itself, so the summary shows for two or more. */
function ErrorSummary({ fields }: { fields: readonly WrongField[] }) {
  const { t } = useTranslation('common');
  if (fields.length < 2) return null;
  return (
    <Alert tone="danger" data-slot="error-summary" title={t('summary.title', { count: fields.length })}>
      <ul className="mt-1">
        {fields.map(({ id, label, message }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="touch-target inline-flex items-center py-0.5 underline decoration-danger underline-offset-3 hover:decoration-2"
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

function focusField(id: string) {
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}
