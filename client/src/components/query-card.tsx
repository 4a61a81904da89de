import { CloudOff } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Card, type CardProps } from '#client/components/card.tsx';
import { CopyText } from '#client/components/copy-text.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { failureOf, requestIdToPassOn } from '#client/lib/failure.ts';
import { useFailureText } from '#client/lib/use-failure-text.ts';

export interface CardQuery<Data> {
  readonly data: Data;
  readonly error: unknown;
  readonly isFetching: boolean;
  refetch(): unknown;
}

export interface QueryCardProps<Data> extends Omit<CardProps, 'children'> {
  query: CardQuery<Data>;
  /** Holds the place of the content while it loads. */
  skeleton: ReactNode;
  children: (data: NonNullable<Data>) => ReactNode;
}

/** A card filled by a query. Data that was read once stays, also while it is read again and when that fails. */
export function QueryCard<Data>({ query, skeleton, children, ...card }: QueryCardProps<Data>) {
  const { data, error } = query;
  return (
    <Card aria-busy={!data && !error} {...card}>
      {data ? children(data) : error ? <LoadFailed query={query} /> : skeleton}
    </Card>
  );
}

/** Why the content did not come, and a way to ask again. */
function LoadFailed({ query: { error, isFetching, refetch } }: { query: CardQuery<unknown> }) {
  const { t } = useTranslation(['common', 'errors']);
  // Read once: a wait is counted from the moment of the refusal.
  const failure = useMemo(() => failureOf(error), [error]);
  const text = useFailureText(failure);
  const requestId = requestIdToPassOn(failure);
  return (
    <EmptyState
      icon={<CloudOff />}
      title={t('loadFailed')}
      action={
        <Button variant="secondary" size="sm" isPending={isFetching} onClick={() => void refetch()}>
          {t('retry')}
        </Button>
      }
    >
      {text}
      {requestId && <CopyText className="mt-2" label={t('errors:requestId')} text={requestId} />}
    </EmptyState>
  );
}
