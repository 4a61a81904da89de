import { useEffect } from 'react';
import { isConnected } from '#client/lib/connection.ts';

type Load = () => Promise<unknown>;

/** Pages whose code nobody has asked for yet, by their paths. */
const waiting = new Map<string, Load>();

/** The first page has the line to itself for this long. */
const settledAfterMilliseconds = 2_000;

/** Lets the code of a page be fetched before somebody goes there. */
export function offerAhead(path: string, load: Load): void {
  waiting.set(path, load);
}

/** Once per page. What fails here is asked for again, and told, when the person goes there. */
async function fetchAhead(path: string): Promise<void> {
  const load = waiting.get(path);
  if (!load || !isConnected()) return;
  waiting.delete(path);
  await load().catch(() => undefined);
}

/** The frame of a signed-in person, which is no page. */
export const frame = 'frame';

/**
 * Fetches the page of a link that is pointed at, touched or focused. A form that is sent may open a session, so the
 * first page of a signed-in person is fetched too. Call the result to stop.
 */
export function fetchOnIntent(): () => void {
  const listening = new AbortController();
  const options = { passive: true, signal: listening.signal };
  const onIntent = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest('a') : null;
    if (link?.origin === location.origin) void fetchAhead(link.pathname);
  };
  const onSubmit = () => void Promise.all([fetchAhead(frame), fetchAhead('/')]);
  document.addEventListener('submit', onSubmit, options);
  for (const type of ['pointerover', 'focusin']) document.addEventListener(type, onIntent, options);
  return () => listening.abort();
}

/** Fetches these pages one after the other once the first has settled. */
export function useFetchWhenSettled(paths: readonly string[]): void {
  useEffect(() => {
    const fetchAll = async () => {
      for (const path of paths) await fetchAhead(path);
    };
    const timer = setTimeout(() => void fetchAll(), settledAfterMilliseconds);
    return () => clearTimeout(timer);
  }, [paths]);
}
