import { clsx } from 'clsx';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';

export interface CopyTextProps {
  /** What the text is, said before it. */
  label: string;
  text: string;
  className?: string;
}

/** A short text to pass on, such as a request number, with a button that copies it. */
export function CopyText({ label, text, className }: CopyTextProps) {
  const { t } = useTranslation('common');
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  // Missing on a page without https, and refused by some policies: the text can still be selected.
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  const Icon = isCopied ? Check : Copy;

  return (
    <p
      data-slot="copy-text"
      className={clsx('flex flex-wrap items-center justify-center gap-2 text-[0.8125rem]', className)}
    >
      <span className="text-ink-soft">{label}</span>
      <code className="rounded-sm border border-line bg-canvas px-1.5 py-0.5 break-all">{text}</code>
      <Button variant="ghost" size="sm" onClick={() => void copy().catch(() => undefined)}>
        <Icon aria-hidden className="size-3.5" />
        <span aria-live="polite">{t(isCopied ? 'copied' : 'copy')}</span>
      </Button>
    </p>
  );
}
