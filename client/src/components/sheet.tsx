import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface SheetProps {
  open: boolean;
  onClose(): void;
  /** The name of the sheet, for screen readers. */
  label: string;
  side?: 'left' | 'right';
  /** Holds a page's worth of facts, not a list of links. */
  isWide?: boolean;
  children: ReactNode;
}

const sides = { left: 'left-0 border-r', right: 'right-0 border-l' };

/** A panel from the edge of the page; focus stays inside until it closes. */
export function Sheet({ open, onClose, label, side = 'left', isWide = false, children }: SheetProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fade-motion fixed inset-0 z-40 bg-scrim" />
        <BaseDialog.Popup
          data-slot="sheet"
          aria-label={label}
          className={clsx(
            'fade-motion fixed inset-y-0 z-50 flex flex-col overflow-y-auto border-line-strong bg-surface',
            isWide ? 'w-[min(32rem,100vw)]' : 'w-[min(20rem,calc(100vw-3rem))]',
            sides[side],
          )}
        >
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
