/** A place in a bucket of `capacity` tokens that refills evenly within a minute. */
export interface BucketAnswer {
  readonly isAllowed: boolean;
  /** Whole seconds until the next token, at least one; 0 when allowed. */
  readonly retryAfterSeconds: number;
}

/** Takes one token of the bucket named `key`, which holds and refills `perMinute`. */
export type TakeToken = (key: string, perMinute: number) => Promise<BucketAnswer>;

interface Bucket {
  tokens: number;
  updatedAt: number;
}

const minuteMillis = 60_000;
/** Buckets kept before the full ones are forgotten: a flood of addresses must not become a flood of memory. */
const sweepAbove = 10_000;

/** Buckets of this process. `now` is a monotonic clock in milliseconds. */
export function createMemoryBuckets(now: () => number = () => performance.now()): TakeToken {
  const buckets = new Map<string, Bucket>();

  function sweep(at: number): void {
    for (const [key, bucket] of buckets) if (at - bucket.updatedAt >= minuteMillis) buckets.delete(key);
  }

  return (key, perMinute) => {
    const at = now();
    if (buckets.size > sweepAbove) sweep(at);
    const bucket = buckets.get(key) ?? { tokens: perMinute, updatedAt: at };
    const tokens = Math.min(perMinute, bucket.tokens + ((at - bucket.updatedAt) * perMinute) / minuteMillis);
    const isAllowed = tokens >= 1;
    buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, updatedAt: at });
    return Promise.resolve({
      isAllowed,
      retryAfterSeconds: isAllowed ? 0 : secondsUntilToken(tokens, perMinute),
    });
  };
}

/** How long the caller waits for a whole token. */
export function secondsUntilToken(tokens: number, perMinute: number): number {
  return Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute));
}
