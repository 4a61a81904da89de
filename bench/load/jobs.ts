/** What the load process is asked to do; `port` is the server's. */
export type Job =
  /** Each connection sends its next request as soon as the last is answered. */
  | { kind: 'closed'; port: number; seconds: number; connections: number; requests: string[] }
  /** `perSecond` requests a second, whether or not the earlier ones have been answered. */
  | { kind: 'open'; port: number; seconds: number; perSecond: number; requests: string[] }
  /** Each refresh token is presented, then its successor, and so on, one connection a token. */
  | { kind: 'refresh'; port: number; seconds: number; refreshTokens: string[] };

export interface JobResult {
  readonly statuses: Record<number, number>;
  /** Milliseconds from the first byte sent to the last one received, of each answer. */
  readonly latencies: readonly number[];
  /** Seconds from the first answer to the last. Only whole answers count, none cut off by the clock. */
  readonly seconds: number;
}

/** Answers a second, counted from the first of them. */
export function ratePerSecond({ latencies, seconds }: JobResult): number {
  return (latencies.length - 1) / seconds;
}

/** The result if every answer was a 200: refusals are fast, and would look like speed. */
export function withoutRefusals(result: JobResult): JobResult {
  const others = Object.entries(result.statuses).filter(([status]) => status !== '200');
  if (others.length === 0) return result;
  throw new Error(
    `the load was refused: ${others.map(([status, count]) => `${count} × ${status}`).join(', ')}`,
  );
}
