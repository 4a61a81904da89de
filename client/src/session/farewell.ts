import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

/** Why nobody is signed in any more, for the page that says so. It lives in the history entry alone, never in the address. */
export type Farewell =
  { readonly kind: 'deleted' } | { readonly kind: 'everywhere'; readonly endedSessions: number };

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
  return state && typeof state === 'object' && 'farewell' in state ? (state.farewell as Farewell) : null;
}
