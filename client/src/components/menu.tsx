import { Menu as BaseMenu } from '@base-ui/react/menu';
import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

export interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactElement;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'right';
  children: ReactNode;
}

const itemStyles =
  'touch-target flex min-h-8 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-ink outline-none select-none data-[disabled]:opacity-55 data-[highlighted]:bg-hover';

/** A list of actions behind a button. Arrow keys, Escape and typing ahead work. */
export function Menu({ trigger, align = 'end', side = 'bottom', children }: MenuProps) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          className="z-50 outline-none"
          sideOffset={6}
          collisionPadding={8}
          {...{ align, side }}
        >
          <BaseMenu.Popup
            data-slot="menu"
            className="popup-motion min-w-48 rounded-md border border-line-strong bg-raised p-1 outline-none"
          >
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

/** One action. `closeOnClick={false}` keeps the menu open while the action runs. */
export function MenuItem({ className, ...props }: BaseMenu.Item.Props & { className?: string }) {
  return <BaseMenu.Item data-slot="menu-item" className={clsx(itemStyles, className)} {...props} />;
}

/** An item that leads to another page; `render` takes the router's link. */
export function MenuLinkItem({ className, ...props }: BaseMenu.LinkItem.Props & { className?: string }) {
  return <BaseMenu.LinkItem data-slot="menu-link" className={clsx(itemStyles, className)} {...props} />;
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="my-1 h-px bg-line" />;
}

export interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; icon?: ReactNode; lang?: string }[];
  onChange(value: Value): void;
}

/** One of several, marked with a tick. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: MenuChoiceProps<Value>) {
  return (
    <BaseMenu.RadioGroup aria-label={label} value={value} onValueChange={(next: Value) => onChange(next)}>
      {options.map((option) => (
        <BaseMenu.RadioItem
          key={option.value}
          value={option.value}
          lang={option.lang}
          closeOnClick
          className={itemStyles}
        >
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <BaseMenu.RadioItemIndicator>
            <Check aria-hidden className="size-4 text-accent" />
          </BaseMenu.RadioItemIndicator>
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  );
}
