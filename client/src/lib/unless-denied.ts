/** What a browser may refuse by throwing: private windows, sandboxed frames and policies of an organisation do. */
export function unlessDenied<Answer>(ask: () => Answer): Answer | null {
  try {
    return ask();
  } catch {
    return null;
  }
}

/** A line to the other tabs, or null where the browser has or gives none. */
export function openChannel(name: string): BroadcastChannel | null {
  return unlessDenied(() => new BroadcastChannel(name));
}
