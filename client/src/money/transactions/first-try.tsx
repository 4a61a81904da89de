import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { showToast } from '#client/components/show-toast.ts';
import type { RecordCalls } from '#client/money/transactions/use-record-calls.ts';
import { useRefusalText } from '#client/lib/use-failure-text.ts';

interface FirstTryProps {
  calls: RecordCalls;
  /** An edit has one place to stand in; something new may stand beside the first try. */
  isEdit: boolean;
  onSettled: () => void;
}

/** The first try was recorded although no answer came, and what is typed has changed since. Which of both is it? */
export function FirstTry({ calls, isEdit, onSettled }: FirstTryProps) {
  const { t } = useTranslation('transactions');
  const textOf = useRefusalText();

  function settle() {
    onSettled();
    // The button that was pressed goes with the alert.
    document.getElementById('record')?.focus();
  }
  async function editFirst() {
    try {
      await calls.editFirst();
      settle();
    } catch (error) {
      showToast({ tone: 'danger', title: t('acts.refused'), description: textOf(error) });
    }
  }
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      <Button variant="secondary" size="sm" isPending={calls.isPending} onClick={() => void editFirst()}>
        {t('record.editFirst')}
      </Button>
      {!isEdit && (
        <Button
          variant="ghost"
          size="sm"
          onClick={() => {
            calls.enterAnother();
            settle();
          }}
        >
          {t('record.enterAnother')}
        </Button>
      )}
    </div>
  );
}
