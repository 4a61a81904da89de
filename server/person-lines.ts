import type { Lines } from '#server/work-queue.ts';

type Start = () => void;

/** People take turns, however much each of them asks for; one has at most `mostOfOne` running. */
export function createPersonLines(mostOfOne: number): Lines<string> {
  /** Who waits, the next one first. */
  const waiting = new Map<string, Start[]>();
  const running = new Map<string, number>();
  const runningOf = (userId: string) => running.get(userId) ?? 0;

  function settle(userId: string, line: readonly Start[]): void {
    if (line.length === 0) waiting.delete(userId);
  }

  return {
    join(userId, start) {
      const line = waiting.get(userId);
      if (line) line.push(start);
      else waiting.set(userId, [start]);
    },

    leave(userId, start) {
      const line = waiting.get(userId) ?? [];
      line.splice(line.indexOf(start), 1);
      settle(userId, line);
    },

    next() {
      for (const [userId, line] of waiting) {
        if (runningOf(userId) >= mostOfOne) continue;
        const start = line.shift();
        // To the end of all who wait.
        waiting.delete(userId);
        if (line.length > 0) waiting.set(userId, line);
        running.set(userId, runningOf(userId) + 1);
        return start;
      }
      return undefined;
    },

    end(userId) {
      const left = runningOf(userId) - 1;
      if (left === 0) running.delete(userId);
      else running.set(userId, left);
    },
  };
}
