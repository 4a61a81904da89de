import { watchLauncher } from '#tools/launcher/child-process.mjs';

/**
 * Aborts at the first SIGINT, SIGTERM, SIGHUP or when the command that started us is gone. Later signals are ignored,
 * because they must not cut the drain short. Ctrl-C reaches us from the terminal and once more from `run.mjs`.
 */
export function stopRequest(): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  watchLauncher(stop);
  return controller.signal;
}

export function whenAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Waits for `work`, or for the stop: what is then still under way ends with what it uses. */
export async function unlessAborted(signal: AbortSignal, work: Promise<unknown>): Promise<void> {
  work.catch(() => undefined);
  await Promise.race([work, whenAborted(signal)]);
}
