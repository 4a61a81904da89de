import { useTranslation } from 'react-i18next';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { accountTypes } from '#shared/money/portfolios.ts';

/** The two kinds of account, each told by what one can do with it. It never changes afterwards. */
export function AccountTypeField({ label, register }: { label: string; register: UseFormRegisterReturn }) {
  const { t } = useTranslation('portfolios');
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium">{label}</legend>
      {accountTypes.map((type) => (
        <label
          key={type}
          className="relative flex cursor-pointer gap-3 rounded-md border border-control bg-well px-3 py-2.5 transition-colors hover:border-ink-faint has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            value={type}
            {...register}
            className="peer absolute inset-0 size-full cursor-pointer appearance-none outline-none"
          />
          <span
            aria-hidden
            className="mt-0.5 size-4 shrink-0 rounded-full border border-control peer-checked:border-[5px] peer-checked:border-accent-fill"
          />
          <span>
            <span className="block font-medium">{t(`accountTypes.${type}`)}</span>
            <span className="block text-[0.8125rem] text-ink-soft">{t(`accountTypeHints.${type}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
