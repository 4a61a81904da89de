import type { Bench } from '../bench.ts';
import type { MeasuredProcess } from '../processes/measured-process.ts';
import { percentile } from '../statistics.ts';
import { ratePerSecond, withoutRefusals } from './jobs.ts';

/** What answering under a closed load costs a process. */
export interface Cost {
  readonly perSecond: number;
  /** Of all threads, of one request. */
  readonly cpuMicros: number;
  readonly p99: number;
}

interface ClosedLoad {
  readonly connections: number;
  readonly requests: string[];
}

/** Loads a server for a quarter of the time to warm it up, then measures. A refused request ends the run. */
export async function costOf(
  { load, settings: { seconds } }: Pick<Bench, 'load' | 'settings'>,
  { port, sample }: Pick<MeasuredProcess, 'sample'> & { readonly port: number },
  closedLoad: ClosedLoad,
): Promise<Cost> {
  const run = async (duration: number) =>
    withoutRefusals(await load.run({ kind: 'closed', port, seconds: duration, ...closedLoad }));
  await run(seconds / 4);
  await sample();
  const result = await run(seconds);
  const { cpuMicros } = await sample();
  return {
    perSecond: ratePerSecond(result),
    cpuMicros: cpuMicros / result.latencies.length,
    p99: percentile(result.latencies, 0.99),
  };
}
