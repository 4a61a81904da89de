import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#client/components/icon-button.tsx';

export interface DialogProps {
  open: boolean;
  /** Absent: the dialog cannot be dismissed, only completed. */
  onClose?: (() => void) | undefined;
  title: ReactNode;
  description?: ReactNode;
  /** Has the focus afterwards, where the dialog stands in for another that is gone; else whatever had it before. */
  returnTo?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}

/** Focus begins in the first empty field, else on the first button of the content: what changes nothing. */
function firstStop(popup: HTMLElement | null): HTMLElement | undefined {
  const fields = [...(popup?.querySelectorAll('input') ?? [])];
  const button = popup?.querySelector<HTMLElement>('[data-slot="button"]') ?? undefined;
  return fields.find(({ value }) => value === '') ?? button;
}

/** A modal question over the page. Focus begins in its first empty field, stays inside and returns where it was. */
export function Dialog({ open, onClose, title, description, returnTo, children }: DialogProps) {
  const { t } = useTranslation('common');
  const popup = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose?.()}
      disablePointerDismissal={!onClose}
    >
      <BaseDialog.Portal>
        {/* Also over a sheet that the question came from, which a nested backdrop would leave bright. */}
        <BaseDialog.Backdrop forceRender className="fade-motion fixed inset-0 z-50 bg-scrim" />
        <BaseDialog.Popup
          ref={popup}
          data-slot="dialog"
          finalFocus={returnTo ?? true}
          initialFocus={() => firstStop(popup.current) ?? true}
          className="fade-motion fixed top-[12dvh] left-1/2 z-50 flex max-h-[80dvh] w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 flex-col gap-4 overflow-y-auto rounded-lg border border-line-strong bg-raised p-5"
        >
          <div className="flex items-start justify-between gap-4">
            <div className="flex flex-col gap-1">
              <BaseDialog.Title className="text-base font-semibold">{title}</BaseDialog.Title>
              {description && (
                <BaseDialog.Description className="text-ink-soft">{description}</BaseDialog.Description>
              )}
            </div>
            {onClose && (
              <IconButton
                className="-mt-1.5 -mr-2"
                label={t('close')}
                icon={<X className="size-4" />}
                onClick={onClose}
              />
            )}
          </div>
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
