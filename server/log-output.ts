import type { Writable } from 'node:stream';
import { surviveLostReaders } from '#server/lost-readers.ts';

/** Some thousand lines: what a reader that pauses for seconds leaves waiting. */
const mostWaiting = 1024 * 1024;
const flushWithinMillis = 500;

export type LogOutput = ReturnType<typeof createLogOutput>;

/**
 * Where log lines go without holding anybody up. A line that cannot be written, or for which there is no room, is lost
 * and counted; the next that gets through is followed by the number. pino's own destination waits for ever at exit on
 * a full disk or a pipe nobody reads (sonic-boom 4, flushSync).
 */
export function createLogOutput(sink: Writable = standardOutput(), mostBytes = mostWaiting) {
  let lost = 0;
  surviveLostReaders(sink);

  function send(line: string, lines: number): void {
    sink.write(line, (error) => {
      if (error) lost += lines;
      else if (lost > 0 && sink.writableLength <= mostBytes / 2) tellLost();
    });
  }

  function tellLost(): void {
    const told = lost;
    lost = 0;
    const time = new Date().toISOString();
    send(
      `${JSON.stringify({ level: 40, time, requestId: 'none', lost: told, msg: 'log lines were lost' })}\n`,
      told,
    );
  }

  return {
    write(line: string): void {
      if (sink.writableLength + line.length > mostBytes) lost += 1;
      else send(line, 1);
    },

    /** Waits until all is written, but not long: a pipe nobody reads must not hold an exit up. */
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
 * Pipes and sockets never block in Node, files take a line or fail. A terminal would block, and an ssh connection that
 * hangs is one.
 */
function standardOutput(): Writable {
  const { _handle: handle } = process.stdout as { _handle?: { setBlocking?: (isBlocking: boolean) => void } };
  if (process.stdout.isTTY) handle?.setBlocking?.(false);
  return process.stdout;
}
