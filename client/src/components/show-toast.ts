export interface ToastMessage {
  title: string;
  description?: string;
  tone?: 'success' | 'danger';
  /** What one may still do about it. The toast stays twice as long. */
  action?: { readonly text: string; act(): void };
}

type Listener = (message: ToastMessage) => void;
const listeners = new Set<Listener>();

/** Confirms what has happened. A form shows its refusals itself, not here. */
export function showToast(message: ToastMessage): void {
  for (const listener of listeners) listener(message);
}

/** For the one `ToastProvider`, which is in a chunk of its own: `showToast` does not load it. */
export function onToast(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
