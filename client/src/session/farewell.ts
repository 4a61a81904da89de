import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

/** Why nobody is signed in any more, for the page that says so. It lives in the history entry alone, never in the address. */
export type Farewell =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'everywhere'; readonly endedSessions: number };

export const farewellPath = '/goodbye';

/** Leads to the page that says what happened, in the place of the one that went with the session. */
export function useSayFarewell() {
  const navigate = useNavigate();
  return useCallback(
    (farewell: Farewell) => void navigate(farewellPath, { replace: true, state: { farewell } }),
    [navigate],
  );
}

/** Null for whoever only opened the address. */
export function useFarewell(): Farewell | null {
  const state: unknown = useLocation().state;
  const farewell = typeof state === 'object' && state && 'farewell' in state ? state.farewell : null;
  return isFarewell(farewell) ? farewell : null;
}

function isFarewell(said: unknown): said is Farewell {
  if (typeof said !== 'object' || said === null || !('kind' in said)) return false;
  if (said.kind === 'everywhere') return 'endedSessions' in said && typeof said.endedSessions === 'number';
  return said.kind === 'deleted';
}
