import { createStore, useStore } from 'zustand';

/** What this page knows of its way to the server. `offline`: this device has no network; `away`: it has one. */
export type Connection = 'there' | 'offline' | 'away';

const askAgainMilliseconds = 3_000;
const answerWithinMilliseconds = 5_000;

const connection = createStore<Connection>()(() => 'there');
let asking: Promise<boolean> | null = null;
let nextAsk: ReturnType<typeof setTimeout> | undefined;

export function useConnection(): Connection {
  return useStore(connection);
}

/** Asks the server whether it is there. The browser alone does not know: a server may run on the device itself. */
export function checkConnection(): Promise<boolean> {
  asking ??= ask().finally(() => (asking = null));
  return asking;
}

async function ask(): Promise<boolean> {
  clearTimeout(nextAsk);
  const isThere = await answers();
  // A browser without a network may tell so before its last connection ends: an answer then says little.
  if (!isThere || !navigator.onLine) nextAsk = setTimeout(() => void checkConnection(), askAgainMilliseconds);
  connection.setState(isThere ? 'there' : navigator.onLine ? 'away' : 'offline');
  return isThere;
}

function answers(): Promise<boolean> {
  const signal = AbortSignal.timeout(answerWithinMilliseconds);
  return fetch('/healthz', { cache: 'no-store', signal }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Calls `listener` each time the server is there again; call the result to stop. */
export function onReconnected(listener: () => void): () => void {
  return connection.subscribe((now, before) => {
    if (now === 'there' && before !== 'there') listener();
  });
}

/** False once a question was left unanswered, until one is answered. */
export function isConnected(): boolean {
  return connection.getState() === 'there';
}

/** Resolves once the server is there; at once where nothing else is known. */
export function connected(): Promise<void> {
  if (isConnected()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = onReconnected(() => {
      stop();
      resolve();
    });
  });
}

/** The browser tells when the network comes and goes. What that means for the server is asked. */
export function startConnection(): void {
  window.addEventListener('online', () => void checkConnection());
  window.addEventListener('offline', () => void checkConnection());
  if (!navigator.onLine) void checkConnection();
}
