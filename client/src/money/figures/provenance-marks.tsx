import { clsx } from 'clsx';
import { Clock, Pencil, TriangleAlert, type LucideIcon } from 'lucide-react';
import { createContext, use, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/lib/format-for-user.ts';
import type { FigureProvenance, ToldProvenance } from '#shared/money/provenance-output.ts';

/** Where one figure came from, or a sum; null where no price and no rate entered, which the server says. */
export type Provenance = FigureProvenance | ToldProvenance | null;

interface Mark {
  readonly text: string;
  readonly icon?: LucideIcon;
  readonly isWarning?: boolean;
}

function sourcesOf(provenance: FigureProvenance | ToldProvenance) {
  return 'source' in provenance ? [provenance.source] : provenance.sources;
}

/** What a figure says of itself, in one order: how old, whence, and what it lacks. */
function useMarks(provenance: Provenance, isAssumed: boolean): readonly Mark[] {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const assumed: Mark[] = isAssumed ? [{ text: t('assumed'), icon: Pencil }] : [];
  if (!provenance) return assumed;
  const { asOf } = provenance;
  const isStale = 'isStale' in provenance && provenance.isStale;
  const unpriced = 'unpriced' in provenance ? provenance.unpriced : 0;
  const day = asOf === null ? null : format.calendarDate(asOf);
  return [
    ...(day === null
      ? []
      : [isStale ? { text: t('old', { day }), icon: Clock, isWarning: true } : { text: day }]),
    ...sourcesOf(provenance).map((source) => ({ text: t(`sources.${source}`) })),
    ...assumed,
    ...(unpriced === 0
      ? []
      : [{ text: t('unpriced', { count: unpriced }), icon: TriangleAlert, isWarning: true }]),
  ];
}

/** What is told already, by whoever stands around a figure. */
const ToldAbove = createContext<Provenance | undefined>(undefined);

/**
 * For a row or a card of figures that came together. Their provenance is told once, where `children` puts the marks.
 * Figures that have the same one do not repeat it.
 */
export function ToldOnce({
  provenance,
  children,
}: {
  provenance: Provenance;
  children: (marks: ReactNode) => ReactNode;
}) {
  const marks = <MarkList provenance={provenance} />;
  return <ToldAbove value={provenance}>{children(marks)}</ToldAbove>;
}

export interface ProvenanceMarksProps {
  provenance: Provenance;
  isAssumed?: boolean;
}

/** Beside every figure, in one place: how old it is, whence it came, what it lacks. Nothing where it is told above. */
export function ProvenanceMarks(props: ProvenanceMarksProps) {
  const above = use(ToldAbove);
  const isTold = above !== undefined && above === props.provenance && !props.isAssumed;
  return isTold ? null : <MarkList {...props} />;
}

function MarkList({ provenance, isAssumed = false }: ProvenanceMarksProps) {
  const marks = useMarks(provenance, isAssumed);
  if (marks.length === 0) return null;
  return (
    <span data-slot="provenance" className="block text-xs font-normal tracking-normal text-ink-faint">
      {marks.map(({ text, icon: Icon, isWarning }, index) => (
        <span key={text}>
          {index > 0 && ' · '}
          <span className={clsx('whitespace-nowrap', isWarning && 'text-warning')}>
            {Icon && <Icon aria-hidden className="mr-1 inline size-3 align-[-0.1em]" />}
            {text}
          </span>
        </span>
      ))}
    </span>
  );
}
