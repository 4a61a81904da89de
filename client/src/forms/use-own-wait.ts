import { useSession } from '#client/session/session.tsx';

/** For forms that ask the signed-in person's password. They share one budget, so all of them tell one wait. */
export function useOwnWait() {
  const { user } = useSession();
  return { place: 'password', subjectOf: () => user?.id ?? '' } as const;
}
