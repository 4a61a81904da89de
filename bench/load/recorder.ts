import type { JobResult } from './jobs.ts';
import type { Connection, Response } from './connection.ts';

/** Sends requests and records their answers. */
export function createRecorder() {
  const statuses: Record<number, number> = {};
  const latencies: number[] = [];
  let firstAt = 0;
  let lastAt = 0;
  return {
    async send(connection: Connection, request: string): Promise<Response> {
      const startedAt = performance.now();
      const response = await connection.send(request);
      lastAt = performance.now();
      firstAt ||= lastAt;
      latencies.push(lastAt - startedAt);
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
      return response;
    },

    result: (): JobResult => ({ statuses, latencies, seconds: (lastAt - firstAt) / 1000 }),
  };
}
