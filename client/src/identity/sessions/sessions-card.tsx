import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { LoadFailed } from '#client/components/load-failed.tsx';
import { EndAll } from '#client/identity/sessions/end-all.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { SessionRow } from '#client/identity/sessions/session-row.tsx';
import { SignOutHere } from '#client/identity/sessions/sign-out-here.tsx';
import { useEndSession } from '#client/identity/sessions/use-end-session.ts';
import { useDeviceName } from '#client/lib/device.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { SessionListItem } from '#shared/identity/sessions.ts';

/** This one first, then by the latest activity. */
function inOrder(sessions: readonly SessionListItem[]): SessionListItem[] {
  const byActivity = sessions.toSorted((left, right) => right.lastSeenAt.localeCompare(left.lastSeenAt));
  return byActivity.toSorted((left, right) => Number(right.current) - Number(left.current));
}

function EndOne({ session, onEnd }: { session: SessionListItem; onEnd(): void }) {
  const { t } = useTranslation('security');
  const device = useDeviceName()(session.device);
  return (
    <Button variant="secondary" size="sm" aria-label={t('sessions.endNamed', { device })} onClick={onEnd}>
      {t('sessions.end')}
    </Button>
  );
}

function Sessions({ all }: { all: readonly SessionListItem[] }) {
  const { t } = useTranslation('security');
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
        aria-label={t('sessions.title')}
        className="divide-y divide-line outline-none"
      >
        {shown.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            action={
              session.current ? <SignOutHere /> : <EndOne session={session} onEnd={() => end(session.id)} />
            }
          />
        ))}
      </ul>
      <div className="flex flex-col gap-3 border-t border-line px-5 py-4">
        {!hasOthers && <p className="text-[0.8125rem] text-ink-soft">{t('sessions.onlyHere')}</p>}
        <FailureAlert failure={failure} />
        {hasOthers && (
          <div className="flex flex-wrap gap-2">
            <Button variant="secondary" isPending={isEndingOthers} onClick={endRest}>
              {t('sessions.endOthers')}
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
  const { t } = useTranslation('security');
  const { data, error, isFetching, refetch } = trpc.sessions.list.useQuery();
  return (
    <Card
      id="sessions"
      className="scroll-mt-20"
      title={t('sessions.title')}
      description={t('sessions.description')}
      aria-busy={!data && !error}
    >
      {data && <Sessions all={data} />}
      {!data && error && <LoadFailed error={error} onRetry={refetch} isPending={isFetching} />}
      {!data && !error && <LoadingRows rows={2} />}
    </Card>
  );
}
