import { Suspense } from 'react';
import { latePart } from '#client/components/late-part.tsx';
import { Skeleton } from '#client/components/skeleton.tsx';
import type { OutcomeProps } from '#client/money/transactions/outcome-card.tsx';

const Outcome = latePart<OutcomeProps>(
  async () => (await import('#client/money/transactions/outcome-card.tsx')).OutcomeCard,
);

/** What a transaction will do. The rules of the ledger are a chunk of their own: one can type before they came. */
export function LateOutcome(props: OutcomeProps) {
  return (
    <Suspense fallback={<Skeleton className="h-40 rounded-lg" />}>
      <Outcome {...props} />
    </Suspense>
  );
}
