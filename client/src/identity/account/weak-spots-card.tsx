import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { StepRow } from '#client/components/step-row.tsx';
import { HiddenWeakSpots } from '#client/identity/account/hidden-weak-spots.tsx';
import { useWeakSpots, type ToldWeakSpot } from '#client/identity/account/use-weak-spots.ts';

const cardId = 'weakSpots';

/** The row goes with its button, so the focus moves to the card. */
function leave(answer: () => void) {
  answer();
  document.getElementById(cardId)?.focus({ preventScroll: true });
}

function Rows({ spots }: { spots: readonly ToldWeakSpot[] }) {
  return (
    <ul className="divide-y divide-line">
      {spots.map((spot) => (
        <li key={spot.id}>
          <StepRow
            to={spot.to}
            icon={spot.icon}
            title={spot.title}
            body={spot.body}
            isUrgent
            dismissal={{ label: spot.hideLabel, dismiss: () => leave(spot.hide) }}
          />
        </li>
      ))}
    </ul>
  );
}

function NoWeakSpots() {
  const { t } = useTranslation('account');
  return (
    <p className="flex min-h-16 items-center gap-4 px-5 py-3">
      <CircleCheck aria-hidden className="size-5 shrink-0 text-accent" />
      <span>
        <span className="block font-medium">{t('weakSpots.none')}</span>
        <span className="block text-[0.8125rem] text-ink-soft">{t('weakSpots.noneBody')}</span>
      </span>
    </p>
  );
}

/** What would make the account safer, each with the way to it. What was hidden can be shown again. */
export function WeakSpotsCard() {
  const { t } = useTranslation('account');
  const query = useWeakSpots();
  return (
    <QueryCard
      id={cardId}
      tabIndex={-1}
      className="print:hidden"
      title={t('weakSpots.title')}
      query={query}
      skeleton={<LoadingRows rows={query.rows} />}
    >
      {({ shown, hiddenCount }) => (
        <div className="divide-y divide-line">
          {shown.length > 0 && <Rows spots={shown} />}
          {shown.length + hiddenCount === 0 && <NoWeakSpots />}
          <HiddenWeakSpots count={hiddenCount} onShow={() => leave(query.showAgain)} />
        </div>
      )}
    </QueryCard>
  );
}
