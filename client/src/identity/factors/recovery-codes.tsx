import { Check, Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { saveFile } from '#client/components/save-file.ts';

export interface RecoveryCodesProps {
  codes: readonly string[];
  onDone(): void;
}

/** Shown once: nobody can read them again, the server least of all. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const { t } = useTranslation(['factors', 'common']);
  const [isCopied, setIsCopied] = useState(false);
  const text = `${codes.join('\n')}\n`;
  // Missing on a page without https, and refused by some policies: the codes can still be selected or saved.
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  const CopyIcon = isCopied ? Check : Copy;
  return (
    <div className="flex flex-col gap-4">
      <ul
        aria-label={t('factors:codes.title')}
        className="grid grid-cols-1 gap-x-6 gap-y-1.5 rounded-md border border-line bg-canvas px-4 py-3 font-mono text-[0.8125rem] tabular-nums select-all min-[26rem]:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" size="sm" onClick={() => void copy().catch(() => undefined)}>
          <CopyIcon aria-hidden className="size-4" />
          <span aria-live="polite">{t(isCopied ? 'common:copied' : 'common:copy')}</span>
        </Button>
        <Button
          variant="secondary"
          size="sm"
          onClick={() => saveFile('quantpulse-recovery-codes.txt', new Blob([text], { type: 'text/plain' }))}
        >
          <Download aria-hidden className="size-4" />
          {t('factors:codes.save')}
        </Button>
      </div>
      <div className="flex justify-end">
        <Button onClick={onDone}>{t('factors:codes.done')}</Button>
      </div>
    </div>
  );
}
