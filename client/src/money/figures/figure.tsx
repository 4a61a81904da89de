import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { signOf } from '#client/money/figures/compare.ts';
import { digitsOf } from '#client/money/figures/priced-text.ts';
import { ProvenanceMarks, type Provenance } from '#client/money/figures/provenance-marks.tsx';
import { useFigures } from '#client/money/figures/use-figures.ts';
import { useGainColour } from '#client/lib/gain-colours.ts';
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

/** What is not known is a dash to the eye and a word to the ear. The reason stands below it, for who has no pointer too. */
function Unknown({ why }: { why: ReactNode }) {
  const { t } = useTranslation('figures');
  return (
    <>
      <span aria-hidden>—</span>
      <span className="sr-only">{t('unknown')}</span>
      {why && (
        <span className="block text-xs font-normal tracking-normal whitespace-normal text-ink-faint">
          {why}
        </span>
      )}
    </>
  );
}

/** A figure that may be unknown comes with the reason; null where that stands beside it already. */
type Known<Value> = { value: Value; why?: never } | { value: Value | null; why: ReactNode };

type Look = Omit<MoneyLook, 'currency' | 'hasSign'>;

export type MoneyProps = Known<Priced> &
  Look & {
    currency: string;
    provenance: Provenance;
    className?: string;
  };

/** A figure that a price or a rate entered, and where it came from. */
export function Money({ value, why, provenance, className, ...look }: MoneyProps) {
  const figures = useFigures();
  return (
    <Figure {...(className && { className })} marks={<ProvenanceMarks provenance={provenance} />}>
      {value === null ? <Unknown why={why} /> : figures.money(digitsOf(value), look)}
    </Figure>
  );
}

export interface AmountProps extends Look {
  value: string;
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
      {figures.money(value, look)}
    </Figure>
  );
}

/** Of a gain that prices made with its provenance; of a recorded one without. */
type Changed =
  | (Known<Priced> & { provenance: Provenance })
  | { value: string; why?: never; provenance?: never };

export type ChangeProps = Changed &
  Look & {
    currency: string;
    /** The same as a fraction of what it changed. */
    ratio?: string | number | null;
  };

/** How much more or less, told by sign, arrow and colour. */
export function Change({ value, why, provenance, ratio, ...look }: ChangeProps) {
  const figures = useFigures();
  const isGreenUp = useGainColour() === 'green';
  const marks = provenance === undefined ? null : <ProvenanceMarks provenance={provenance} />;
  if (value === null)
    return (
      <Figure marks={marks}>
        <Unknown why={why} />
      </Figure>
    );
  const sign = signOf(value);
  return (
    <Figure marks={marks}>
      <span className={sign === 0 ? undefined : sign > 0 === isGreenUp ? 'text-gain' : 'text-loss'}>
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
export function Quantity({ value }: { value: string }) {
  const figures = useFigures();
  return <Figure>{figures.quantity(value)}</Figure>;
}

/** A part or a return, in percent. */
export function Ratio({ value, why, hasSign = false }: Known<string | number> & { hasSign?: boolean }) {
  const figures = useFigures();
  return <Figure>{value === null ? <Unknown why={why} /> : figures.ratio(value, hasSign)}</Figure>;
}
