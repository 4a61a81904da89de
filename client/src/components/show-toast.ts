export interface ToastMessage {
  title: string;
  description?: string;
  tone?: 'success' | 'danger';
}

type Listener = (message: ToastMessage) => void;
const listeners = new Set<Listener>();

/** Confirms what has happened. Refusals of a form stand in the form, never here. */
export function showToast(message: ToastMessage): void {
  for (const listener of listeners) listener(message);
}

/** For the one `ToastProvider`; apart from it, so that saying something does not load how it is shown. */
export function onToast(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
