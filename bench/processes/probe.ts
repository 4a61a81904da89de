import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into the measured program by `--import`, without the program's knowledge. Answers what the process has cost
 * since the last question, and how late its event loop was.
 */
const resolutionMillis = 10;

/** CPU time of all threads in microseconds; delays of the event loop in milliseconds. */
export interface Sample {
  readonly cpuMicros: number;
  readonly delayP99: number;
  readonly delayMax: number;
}

if (isMainThread && process.send) answer();

function answer(): void {
  const delay = monitorEventLoopDelay({ resolution: resolutionMillis });
  delay.enable();
  let since = process.cpuUsage();
  process.on('message', (message) => {
    if (message !== 'sample') return;
    const { user, system } = process.cpuUsage(since);
    since = process.cpuUsage();
    const sample: Sample = {
      cpuMicros: user + system,
      delayP99: lateness(delay.percentile(99)),
      delayMax: lateness(delay.max),
    };
    delay.reset();
    process.send?.(sample);
  });
  process.on('disconnect', () => process.exit());
}

/** The histogram holds the time between two turns, so an idle loop shows the resolution. */
function lateness(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - resolutionMillis);
}
