import { useEffect, useState } from 'react';

/** True once `active` has lasted for `milliseconds`: short waits show nothing at all. */
export function useDelayed(active: boolean, milliseconds: number): boolean {
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setIsDue(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setIsDue(false);
    };
  }, [active, milliseconds]);
  return active && isDue;
}
