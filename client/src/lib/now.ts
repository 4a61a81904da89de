import { useEffect, useState } from 'react';

const minuteMilliseconds = 60_000;

/** The time, told anew on every full minute, for what is shown relative to it. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const untilFull = () => minuteMilliseconds - (Date.now() % minuteMilliseconds);
    let timer = setTimeout(tick, untilFull());
    function tick() {
      setNow(Date.now());
      timer = setTimeout(tick, untilFull());
    }
    return () => clearTimeout(timer);
  }, []);
  return now;
}
