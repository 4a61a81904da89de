const markName = 'qp-reloaded-at';
const pauseMilliseconds = 30_000;

/** True when the page is about to be loaded anew; false when that was tried a moment ago. */
function reloadOnce(): boolean {
  const reloadedAt = Number(sessionStorage.getItem(markName) ?? 0);
  if (Date.now() - reloadedAt < pauseMilliseconds) return false;
  sessionStorage.setItem(markName, String(Date.now()));
  location.reload();
  return true;
}

/** Loads a page's code. After a deploy the old file may be gone: the page is loaded anew, once. */
export async function loadChunk<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const isLeaving = navigator.onLine && reloadOnce();
    if (!isLeaving) throw error;
    return new Promise<Module>(() => undefined);
  }
}
