import { Fingerprint, MailCheck, RotateCcwKey, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#client/components/show-toast.ts';
import { useOwnAnswers } from '#client/identity/account/own-answers.ts';
import { useAddressConfirmed } from '#client/identity/account/use-address-confirmed.ts';
import { weakSpotsOf, type WeakSpot } from '#client/identity/account/weak-spots.ts';
import { useNow } from '#client/lib/now.ts';
import { trpc } from '#client/lib/trpc.ts';

const places: Readonly<Record<WeakSpot, { to: string; icon: LucideIcon }>> = {
  address: { to: '/settings/security#email', icon: MailCheck },
  factor: { to: '/settings/security#factors', icon: Fingerprint },
  password: { to: '/settings/security#password', icon: RotateCcwKey },
};

/** One of them as a row tells it. `hide` leaves it to the owner, in this browser, until `showAgain`. */
export interface ToldWeakSpot {
  readonly id: WeakSpot;
  readonly to: string;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly body: string;
  readonly hideLabel: string;
  hide(): void;
}

/** What would make the account safer, everywhere it is told: one list, one place for what was hidden. */
export function useWeakSpots() {
  const { t } = useTranslation('account');
  const now = useNow();
  const isAddressConfirmed = useAddressConfirmed();
  const factors = trpc.factors.list.useQuery();
  const protection = trpc.account.protection.useQuery();
  const { hidden, answer } = useOwnAnswers();
  const queries = [factors, protection];
  const spots =
    factors.data &&
    protection.data &&
    weakSpotsOf({ factors: factors.data, protection: protection.data, isAddressConfirmed }, now);

  function told(id: WeakSpot): ToldWeakSpot {
    const title = t(`weakSpots.${id}.title`);
    return {
      id,
      ...places[id],
      title,
      body: t(`weakSpots.${id}.body`),
      hideLabel: t('weakSpots.hideNamed', { title }),
      hide() {
        answer({ hidden: [...hidden, id] });
        showToast({ title: t('weakSpots.hiddenDone') });
      },
    };
  }

  return {
    data: spots && {
      shown: spots.filter((id) => !hidden.includes(id)).map(told),
      hiddenCount: spots.filter((id) => hidden.includes(id)).length,
    },
    showAgain: () => answer({ hidden: [] }),
    /** What is known before anything was read keeps its place, so that nothing below it moves. */
    rows: isAddressConfirmed === false ? 2 : 1,
    error: queries.find(({ error }) => error)?.error ?? null,
    isFetching: queries.some(({ isFetching }) => isFetching),
    refetch: () => Promise.all(queries.map(({ refetch }) => refetch())),
  };
}
