import { useId, type ReactNode } from 'react';

export interface SegmentedProps<Value extends string> {
  /** What is chosen, for screen readers. */
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; face: ReactNode; lang?: string }[];
  onChange(value: Value): void;
}

/** One of two or three, all in sight: real radio buttons with drawn faces. */
export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset data-slot="segmented" className="flex rounded-md border border-line-strong bg-surface p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          lang={option.lang}
          title={option.label}
          className="relative grid h-7 min-w-8 cursor-pointer place-items-center rounded-sm px-2 text-xs font-semibold text-ink-soft transition-colors hover:text-ink has-checked:bg-accent-wash has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent max-sm:h-11 max-sm:min-w-11 pointer-coarse:h-11 pointer-coarse:min-w-11"
        >
          <input
            type="radio"
            name={name}
            aria-label={option.label}
            checked={option.value === value}
            className="absolute inset-0 size-full cursor-pointer appearance-none outline-none"
            onChange={() => onChange(option.value)}
          />
          {option.face}
        </label>
      ))}
    </fieldset>
  );
}
