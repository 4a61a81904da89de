import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';
import { describedBy } from '#client/components/field.tsx';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'id' | 'type'> {
  id?: string | undefined;
  label: ReactNode;
  hint?: ReactNode;
}

/** A real checkbox with a drawn face. `ref`, `name`, `onChange` go to the input. */
export function Checkbox({ id, label, hint, className, ...input }: CheckboxProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  return (
    <div data-slot="checkbox" className={clsx('flex gap-2.5', className)}>
      <span className="relative grid size-6 shrink-0 place-items-center max-sm:h-11 pointer-coarse:h-11">
        <input
          id={fieldId}
          type="checkbox"
          className="peer size-[1.125rem] cursor-pointer appearance-none rounded-sm border border-control bg-well transition-colors before:absolute before:inset-0 checked:border-accent-fill checked:bg-accent-fill hover:border-ink-faint"
          aria-describedby={describedBy(fieldId, { hint })}
          {...input}
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none absolute size-3.5 text-on-accent opacity-0 peer-checked:opacity-100"
        />
      </span>
      <div>
        <label
          htmlFor={fieldId}
          className="inline-flex min-h-6 cursor-pointer items-center text-ink select-none max-sm:min-h-11 pointer-coarse:min-h-11"
        >
          {label}
        </label>
        {hint && (
          <div id={`${fieldId}-hint`} className="text-[0.8125rem] text-ink-faint">
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
