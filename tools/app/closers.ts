import { complain } from '#server/cli/terminal.ts';

type Close = () => void | Promise<void>;

/** What was opened is closed in reverse order, each once, even when one of them fails. */
export function createClosers() {
  const closers: Close[] = [];
  return {
    add: (close: Close) => void closers.push(close),
    async closeAll(): Promise<void> {
      for (let close = closers.pop(); close; close = closers.pop()) {
        try {
          await close();
        } catch (error) {
          complain(error);
        }
      }
    },
  };
}

export type Closers = ReturnType<typeof createClosers>;
