import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { onReconnected } from '#client/lib/connection.ts';
import { failureOf, isOfConnection } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';

/** The token behind the `#`. It leaves the address at once: no history and no screenshot keeps it. */
function useLinkToken(): string | null {
  const { hash, pathname, state } = useLocation();
  const navigate = useNavigate();
  const found = tokenIn(hash);
  useEffect(() => {
    if (found !== null) void navigate(pathname, { replace: true, state: { token: found } });
  }, [found, pathname, navigate]);
  return found ?? kept(state);
}

/** The state of a history entry: no request, log or screenshot shows it, and a reload keeps it. */
function kept(state: unknown): string | null {
  const isKept = typeof state === 'object' && state !== null && 'token' in state;
  return isKept && typeof state.token === 'string' ? state.token : null;
}

function tokenIn(hash: string): string | null {
  return new URLSearchParams(hash.slice(1)).get('token');
}

/** What the link of this page would do. Asking uses nothing up; only a press of a person acts. */
export function useLink() {
  const token = useLinkToken();
  const { mutate, data, error, isPending, isIdle } = trpc.auth.checkLink.useMutation();
  useEffect(() => {
    if (token !== null) mutate({ token });
  }, [token, mutate]);
  const failure = error ? failureOf(error) : null;
  const isCutOff = isOfConnection(failure);
  useEffect(() => {
    if (token === null || !isCutOff) return;
    return onReconnected(() => mutate({ token }));
  }, [token, isCutOff, mutate]);
  return {
    token,
    found: data,
    failure,
    isChecking: token !== null && (isPending || isIdle),
    checkAgain: () => token !== null && mutate({ token }),
  };
}
