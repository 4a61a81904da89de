import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { failureOf } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';

/** The token behind the `#`. It leaves the address at once: no history and no screenshot keeps it. */
function useLinkToken(): string | null {
  const { hash, pathname } = useLocation();
  const navigate = useNavigate();
  const [token, setToken] = useState(() => tokenIn(hash));
  useEffect(() => {
    const found = tokenIn(hash);
    if (found === null) return;
    setToken(found);
    void navigate(pathname, { replace: true });
  }, [hash, pathname, navigate]);
  return token;
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
  return {
    token,
    found: data,
    failure: error ? failureOf(error) : null,
    isChecking: token !== null && (isPending || isIdle),
  };
}
