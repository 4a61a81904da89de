import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { signOf } from '#client/money/figures/compare.ts';
import { digitsOf } from '#client/money/figures/priced-text.ts';
import { ProvenanceMarks, type Provenance } from '#client/money/figures/provenance-marks.tsx';
import { useFigures } from '#client/money/figures/use-figures.ts';
import type { MoneyLook } from '#client/money/figures/figure-text.ts';
import type { Priced } from '#shared/money/decimal.ts';

/** The marks stand below the digits: those of a column stay in one grid, whatever is told of each. */
function Figure({
  children,
  marks,
  className,
}: {
  children: ReactNode;
  marks?: ReactNode;
  className?: string;
}) {
  return (
    <span data-slot="figure" className={clsx('inline-block max-w-full', className)}>
      <span className="block whitespace-nowrap tabular-nums">{children}</span>
      {marks}
    </span>
  );
}

/** What is not known is a dash to the eye and a word to the ear. Whoever shows it says why. */
function Unknown() {
  const { t } = useTranslation('figures');
  return (
    <>
      <span aria-hidden>—</span>
      <span className="sr-only">{t('unknown')}</span>
    </>
  );
}

type Look = Omit<MoneyLook, 'currency' | 'hasSign'>;

export interface MoneyProps extends Look {
  /** Null where the server knows none. */
  value: Priced | null;
  currency: string;
  provenance: Provenance;
  className?: string;
}

/** A figure that a price or a rate entered, and where it came from. */
export function Money({ value, provenance, className, ...look }: MoneyProps) {
  const figures = useFigures();
  return (
    <Figure {...(className && { className })} marks={<ProvenanceMarks provenance={provenance} />}>
      {value === null ? <Unknown /> : figures.money(digitsOf(value), look)}
    </Figure>
  );
}

export interface AmountProps extends Look {
  value: string | null;
  currency: string;
  hasSign?: boolean;
  /** Nobody recorded it: it was taken from another figure. */
  isAssumed?: boolean;
}

/** An amount as it was recorded, which needs no provenance. */
export function Amount({ value, isAssumed = false, ...look }: AmountProps) {
  const figures = useFigures();
  return (
    <Figure marks={isAssumed && <ProvenanceMarks provenance={null} isAssumed />}>
      {value === null ? <Unknown /> : figures.money(value, look)}
    </Figure>
  );
}

/** Of a gain that prices made with its provenance; of a recorded one without. */
type Changed =
  { value: Priced | null; provenance: Provenance } | { value: string | null; provenance?: never };

export type ChangeProps = Changed &
  Look & {
    currency: string;
    /** The same as a fraction of what it changed. */
    ratio?: string | number | null;
  };

/** How much more or less, told by sign, arrow and colour. */
export function Change({ value, provenance, ratio, ...look }: ChangeProps) {
  const figures = useFigures();
  const marks = provenance === undefined ? null : <ProvenanceMarks provenance={provenance} />;
  if (value === null)
    return (
      <Figure marks={marks}>
        <Unknown />
      </Figure>
    );
  const sign = signOf(value);
  return (
    <Figure marks={marks}>
      <span className={clsx(sign > 0 && 'text-gain', sign < 0 && 'text-loss')}>
        <Arrow sign={sign} />
        {figures.money(digitsOf(value), { ...look, hasSign: true })}
        {ratio !== undefined && ratio !== null && ` (${figures.ratio(ratio, true)})`}
      </span>
    </Figure>
  );
}

/** Drawn, not written: the sign says it to screen readers, and not every font has the letter. */
function Arrow({ sign }: { sign: number }) {
  if (sign === 0) return null;
  return (
    <svg aria-hidden viewBox="0 0 8 8" className="mr-1 inline size-[0.6em] fill-current align-[0.05em]">
      <path d={sign > 0 ? 'M4 1 7.5 7h-7z' : 'M4 7 .5 1h7z'} />
    </svg>
  );
}

/** How many: at most 8 places. */
export function Quantity({ value }: { value: string | null }) {
  const figures = useFigures();
  return <Figure>{value === null ? <Unknown /> : figures.quantity(value)}</Figure>;
}

/** A part or a return, in percent. */
export function Ratio({ value, hasSign = false }: { value: string | number | null; hasSign?: boolean }) {
  const figures = useFigures();
  return <Figure>{value === null ? <Unknown /> : figures.ratio(value, hasSign)}</Figure>;
}
