import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { createContext, use, useId, type ComponentProps, type ReactNode } from 'react';
import { buttonStyles } from '#client/components/button.tsx';
import { useMenu } from '#client/components/use-menu.ts';

export interface MenuProps {
  /** The name of the button and of the menu, for screen readers. */
  label: string;
  face: ReactNode;
  /** The looks of the button; without them it is one for an icon. */
  className?: string;
  /** Stands above the items and is none of them. */
  header?: ReactNode;
  children: ReactNode;
}

const CloseMenu = createContext<() => void>(() => undefined);

/**
 * A list of actions behind a button, drawn right below it. Not Base UI's: the focus guards around its popup
 * are hidden from screen readers and yet focusable, which axe refuses.
 */
export function Menu({ label, face, className, header, children }: MenuProps) {
  const id = useId();
  const { isOpen, close, toggle, root, list, onKeyDown, onBlur } = useMenu();
  return (
    <div ref={root} data-slot="menu" className="relative" onBlur={onBlur}>
      <button
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        className={className ?? buttonStyles({ variant: 'ghost', size: 'icon' })}
        onClick={toggle}
      >
        {face}
      </button>
      {isOpen && (
        <div className="absolute top-full right-0 z-50 mt-1.5 min-w-48 rounded-md border border-line-strong bg-raised p-1 transition-opacity starting:opacity-0">
          {header}
          <div id={id} ref={list} role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
            <CloseMenu value={close}>{children}</CloseMenu>
          </div>
        </div>
      )}
    </div>
  );
}

/** The looks and the role of an item, also for links in a menu. */
export const menuItem = {
  role: 'menuitem',
  tabIndex: -1,
  className:
    'touch-target flex min-h-9 w-full cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-left whitespace-nowrap text-ink outline-none select-none hover:bg-hover focus:bg-hover aria-disabled:cursor-progress aria-disabled:opacity-55',
} as const;

export interface MenuItemProps extends ComponentProps<'button'> {
  /** The action is under way: the menu stays open and further clicks are ignored. */
  isPending?: boolean;
}

/** The menu closes once the click is done, but stays for an action that is under way. */
export function MenuItem({ isPending = false, onClick, className, ...props }: MenuItemProps) {
  return (
    <button
      type="button"
      {...menuItem}
      className={clsx(menuItem.className, className)}
      aria-busy={isPending || undefined}
      aria-disabled={isPending || undefined}
      onClick={isPending ? undefined : onClick}
      {...props}
    />
  );
}

export function MenuSeparator() {
  return <hr className="my-1 border-line" />;
}

/** Closes the menu around it; for items that do so when they are followed. */
export function useCloseMenu() {
  return use(CloseMenu);
}

export interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; icon?: ReactNode; lang?: string }[];
  onChange(value: Value): void;
}

export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: MenuChoiceProps<Value>) {
  const close = useCloseMenu();
  return (
    <div role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          {...menuItem}
          role="menuitemradio"
          aria-checked={option.value === value}
          lang={option.lang}
          onClick={() => {
            close();
            onChange(option.value);
          }}
        >
          {option.icon}
          <span className="flex-1">{option.label}</span>
          {option.value === value && <Check aria-hidden className="size-4 text-accent" />}
        </button>
      ))}
    </div>
  );
}
