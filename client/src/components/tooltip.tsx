import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import { useState, type ReactElement, type ReactNode } from 'react';

export interface TooltipProps {
  content: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** What is explained; it keeps an accessible name of its own. */
  children: ReactElement;
}

/** A short explanation on hover and focus. Touch never shows it, so it holds nothing that is needed. */
export function Tooltip({ content, side = 'top', children }: TooltipProps) {
  // Drawn beside its trigger, not at the page's end, so that a screen reader finds it in the same region.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger delay={400} render={children} />
      <span ref={setPlace} className="contents" />
      <BaseTooltip.Portal container={place}>
        <BaseTooltip.Positioner className="z-50" sideOffset={8} side={side}>
          <BaseTooltip.Popup
            data-slot="tooltip"
            className="fade-motion rounded-sm border border-line-strong bg-raised px-2 py-1 text-xs text-ink"
          >
            {content}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
