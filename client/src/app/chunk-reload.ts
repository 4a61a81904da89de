import { unlessDenied } from '#client/lib/unless-denied.ts';

const markName = 'qp-reloaded-at';
const pauseMilliseconds = 30_000;

/** True when the page is about to be loaded anew; false when that was tried a moment ago. */
function reloadOnce(path: string): boolean {
  const reloadedAt = Number(unlessDenied(() => sessionStorage.getItem(markName)) ?? 0);
  if (Date.now() - reloadedAt < pauseMilliseconds) return false;
  const isNoted = unlessDenied(() => (sessionStorage.setItem(markName, String(Date.now())), true));
  // Without a note of this reload, the page could reload for ever.
  if (!isNoted) return false;
  if (location.pathname === path) location.reload();
  else location.assign(path);
  return true;
}

/** Loads code for the page at `path`. After a deploy the old file may be gone: that page is loaded anew, once. */
export async function loadChunk<Module>(
  load: () => Promise<Module>,
  path = location.pathname,
): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const isLeaving = navigator.onLine && reloadOnce(path);
    if (!isLeaving) throw error;
    return new Promise<Module>(() => undefined);
  }
}
