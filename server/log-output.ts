import type { Writable } from 'node:stream';
import { ignoreOutputErrors } from '#server/output-errors.ts';

/** Some thousand lines: what waits while a reader pauses for seconds. */
const mostWaiting = 1024 * 1024;
const flushWithinMillis = 500;

export type LogOutput = ReturnType<typeof createLogOutput>;

/**
 * Writes log lines without blocking. A line that fails, or for which there is no room, is lost and counted. The next
 * successful write is followed by their number.
 *
 * pino's own destination waits for ever at exit, on a full disk or a pipe nobody reads (sonic-boom 4, flushSync).
 */
export function createLogOutput(sink: Writable = standardOutput(), mostBytes = mostWaiting) {
  let lost = 0;
  ignoreOutputErrors(sink);

  function send(line: string, lines: number): void {
    sink.write(line, (error) => {
      if (error) lost += lines;
      else if (lost > 0 && sink.writableLength <= mostBytes / 2) writeLost();
    });
  }

  function writeLost(): void {
    const count = lost;
    lost = 0;
    const time = new Date().toISOString();
    send(
      `${JSON.stringify({ level: 40, time, requestId: 'none', lost: count, msg: 'log lines were lost' })}\n`,
      count,
    );
  }

  return {
    write(line: string): void {
      if (sink.writableLength + line.length > mostBytes) lost += 1;
      else send(line, 1);
    },

    /** Waits until all is written, but not long: an unread pipe must not block the exit. */
    flush(done: () => void): void {
      const timer = setTimeout(done, flushWithinMillis);
      sink.write('', () => {
        clearTimeout(timer);
        done();
      });
    },
  };
}

/**
 * Pipes and sockets never block in Node; writing to a file is quick or fails. A terminal would block, for example over
 * an ssh connection that hangs.
 */
function standardOutput(): Writable {
  const { _handle: handle } = process.stdout as { _handle?: { setBlocking?: (isBlocking: boolean) => void } };
  if (process.stdout.isTTY) handle?.setBlocking?.(false);
  return process.stdout;
}
