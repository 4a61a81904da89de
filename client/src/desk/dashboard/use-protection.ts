import { partsOf } from '#client/desk/dashboard/protection.rules.ts';
import { quietSessions } from '#client/identity/account/attention.ts';
import { useConcerns } from '#client/identity/account/use-concerns.ts';
import { useAddressConfirmed } from '#client/identity/account/use-address-confirmed.ts';
import { useNow } from '#client/lib/now.ts';
import { trpc } from '#client/lib/trpc.ts';

/** The parts of the ring, with what the account's facts are told from; all of it once everything was read. */
export function useProtection() {
  const now = useNow();
  const isAddressConfirmed = useAddressConfirmed();
  const { concerns } = useConcerns();
  const protection = trpc.account.protection.useQuery();
  const sessions = trpc.sessions.list.useQuery();
  const factors = trpc.factors.list.useQuery();
  const queries = [protection, sessions, factors];
  const isRead = concerns && protection.data && sessions.data && factors.data;
  return {
    data: isRead && {
      parts: partsOf(
        {
          concerns,
          protection: protection.data,
          factors: factors.data,
          quiet: quietSessions(sessions.data, now),
          isAddressConfirmed,
        },
        now,
      ),
      previousSignIn: protection.data.previousSignIn,
      otherSessions: sessions.data.filter(({ current }) => !current).length,
    },
    error: queries.find(({ error }) => error)?.error ?? null,
    isFetching: queries.some(({ isFetching }) => isFetching),
    refetch: () => Promise.all(queries.map(({ refetch }) => refetch())),
  };
}
