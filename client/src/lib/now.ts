import { useEffect, useState } from 'react';

const minuteMilliseconds = 60_000;

/** The time, told anew every minute, for what is shown relative to it. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMilliseconds);
    return () => clearInterval(timer);
  }, []);
  return now;
}
