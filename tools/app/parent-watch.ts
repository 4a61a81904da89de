const everyMs = 250;

/**
 * Calls back once when the process that started us is gone: npm's SIGTERM does not reach grandchildren. `run.mjs`
 * tells its id, so that its death before this line is noticed too.
 */
export function watchParent(onDeath: () => void): void {
  const parent = Number(process.env.QP_PARENT_PID ?? process.ppid);
  // Our own children have another parent.
  delete process.env.QP_PARENT_PID;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onDeath();
  }, everyMs);
  watch.unref();
}
