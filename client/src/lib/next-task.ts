/** Resolves in a task of its own, before which the page answers to whoever uses it. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
