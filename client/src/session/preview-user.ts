import { browserSession } from '#client/session/browser-session.ts';
import type { User } from '#shared/identity/users.ts';

/** Shows changes of the signed-in user before the server has confirmed them; call the result to take them back. */
export function previewUser(changes: Partial<User>): () => void {
  const { store } = browserSession;
  const before = store.state().user;
  if (!before) return () => undefined;
  store.userRead({ ...before, ...changes });
  return () => store.userRead(before);
}
