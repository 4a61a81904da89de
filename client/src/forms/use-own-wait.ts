import { useSession } from '#client/session/session.tsx';

/** For a form that asks the signed-in person's password: they share one budget, so one wait is told in all of them. */
export function useOwnWait() {
  const { user } = useSession();
  return { place: 'password', subjectOf: () => user?.id ?? '' } as const;
}
