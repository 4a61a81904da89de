import { clsx } from 'clsx';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { EndAll } from '#client/identity/sessions/end-all.tsx';
import { SessionRow } from '#client/identity/sessions/session-row.tsx';
import { useEndSession } from '#client/identity/sessions/use-end-session.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { SessionListItem } from '#shared/identity/sessions.ts';

/** This one first, then by the latest activity. */
function inOrder(sessions: readonly SessionListItem[]): SessionListItem[] {
  const byActivity = sessions.toSorted((left, right) => right.lastSeenAt.localeCompare(left.lastSeenAt));
  return byActivity.toSorted((left, right) => Number(right.current) - Number(left.current));
}

function Sessions({ all }: { all: readonly SessionListItem[] }) {
  const { t } = useTranslation('sessions');
  const list = useRef<HTMLUListElement>(null);
  const { ended, failure, endOne, endOthers, isEndingOthers } = useEndSession();
  const shown = inOrder(all).filter(({ id }) => !ended.has(id));
  const hasOthers = shown.some(({ current }) => !current);

  /** The button goes with its row: focus stays in the list instead of falling to the page's start. */
  function end(sessionId: string) {
    void endOne(sessionId);
    list.current?.focus({ preventScroll: true });
  }
  const endRest = () => void endOthers().then(() => list.current?.focus({ preventScroll: true }));

  return (
    <>
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={t('title')}
        className="@container divide-y divide-line outline-none"
      >
        {shown.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => end(session.id)} />
        ))}
      </ul>
      <div
        className={clsx('flex flex-col gap-3 border-t border-line px-5 py-4', hasOthers && 'print:hidden')}
      >
        {!hasOthers && <p className="text-[0.8125rem] text-ink-soft">{t('onlyHere')}</p>}
        <FailureAlert failure={failure} />
        {hasOthers && (
          <div className="flex flex-wrap gap-2">
            <Button variant="secondary" isPending={isEndingOthers} onClick={endRest}>
              {t('endOthers')}
            </Button>
            <EndAll />
          </div>
        )}
      </div>
    </>
  );
}

/** Where the person is signed in, and the end of any of it. */
export function SessionsCard() {
  const { t } = useTranslation('sessions');
  return (
    <QueryCard
      id="sessions"
      className="scroll-mt-20"
      title={t('title')}
      description={t('description')}
      query={trpc.sessions.list.useQuery()}
      skeleton={<LoadingRows rows={2} />}
    >
      {(sessions) => <Sessions all={sessions} />}
    </QueryCard>
  );
}
