import type { PageSession } from '#client/session/page-session.ts';

const askAgainMilliseconds = 5_000;

/** Asks who is signed in when the page opens, comes back from the browser's cache, or was left unanswered. */
export function watchPage({ store, ask, reopened }: PageSession): () => void {
  const listening = new AbortController();
  const options = { signal: listening.signal };
  window.addEventListener('pagehide', ({ persisted }) => persisted && conceal(true), options);
  window.addEventListener(
    'pageshow',
    ({ persisted }) => persisted && void reopened().finally(() => conceal(false)),
    options,
  );

  const askIfUnanswered = () => store.state().status === 'unreachable' && void ask();
  window.addEventListener('online', askIfUnanswered, options);
  const timer = setInterval(askIfUnanswered, askAgainMilliseconds);

  void ask();
  return () => {
    listening.abort();
    clearInterval(timer);
  };
}

/** A page kept for Back is painted before any script runs, so it is put away as it leaves. */
function conceal(isConcealed: boolean) {
  document.documentElement.style.visibility = isConcealed ? 'hidden' : '';
}
