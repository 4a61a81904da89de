import { checkConnection, connected } from '#client/lib/connection.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';

const markName = 'qp-reloaded-at';
const pauseMilliseconds = 30_000;

/**
 * Loads code, however long the server is away. Rejects where the server answers and the file does not come. Then it is
 * gone, or the browser will not ask again for what failed once.
 */
export async function loadChunk<Module>(load: () => Promise<Module>): Promise<Module> {
  for (;;) {
    await connected();
    try {
      return await load();
    } catch (error) {
      if (await checkConnection()) throw error;
    }
  }
}

/** The same for a page on which nothing is typed: after a deploy it is loaded anew, once. */
export async function loadChunkOrReload<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await loadChunk(load);
  } catch (error) {
    if (!reloadOnce()) throw error;
    return new Promise<Module>(() => undefined);
  }
}

/** True when the page is about to be loaded anew; false when that was tried a moment ago. */
function reloadOnce(): boolean {
  const reloadedAt = Number(unlessDenied(() => sessionStorage.getItem(markName)) ?? 0);
  if (Date.now() - reloadedAt < pauseMilliseconds) return false;
  const isNoted = unlessDenied(() => (sessionStorage.setItem(markName, String(Date.now())), true));
  // Without a note of this reload, the page could reload for ever.
  if (!isNoted) return false;
  location.reload();
  return true;
}
