/** Whether a request may continue, and if not, when to try again. */
export interface BucketAnswer {
  readonly isAllowed: boolean;
  /** Whole seconds until every bucket has a token, at least one; 0 when allowed. */
  readonly retryAfterSeconds: number;
}

/** A bucket that holds and refills `perMinute` tokens. */
export interface Bucket {
  readonly key: string;
  readonly perMinute: number;
}

/** Takes one token of each bucket, or none at all: a refused request spends nothing in any bucket. */
export type TakeTokens = (buckets: readonly Bucket[]) => Promise<BucketAnswer>;

interface Level {
  readonly tokens: number;
  readonly takenAt: number;
}

const minuteMillis = 60_000;
/**
 * About 20 MB. A flood from more addresses than this pushes out the buckets that were unused longest. Those are the
 * fullest, so their owners lose little by starting with a full one.
 */
const mostBuckets = 100_000;

interface Memory {
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
  readonly mostBuckets?: number;
}

/** Buckets of this process. */
export function createMemoryBuckets(memory: Memory = {}): TakeTokens {
  const { now = () => performance.now(), mostBuckets: most = mostBuckets } = memory;
  /** Ordered by the last token taken: the first are the fullest. */
  const levels = new Map<string, Level>();

  function levelOf({ key, perMinute }: Bucket, at: number): number {
    const { tokens, takenAt } = levels.get(key) ?? { tokens: perMinute, takenAt: at };
    return Math.min(perMinute, tokens + ((at - takenAt) * perMinute) / minuteMillis);
  }

  /** A bucket untouched for a minute is full again, like a new one. */
  function forgetFull(at: number): void {
    for (const [key, { takenAt }] of levels) {
      if (levels.size <= most && at - takenAt < minuteMillis) return;
      levels.delete(key);
    }
  }

  return (buckets) => {
    const at = now();
    const found = buckets.map((bucket) => ({ ...bucket, tokens: levelOf(bucket, at) }));
    const answer = answerOf(found);
    if (answer.isAllowed)
      for (const { key, tokens } of found) {
        levels.delete(key);
        levels.set(key, { tokens: tokens - 1, takenAt: at });
      }
    forgetFull(at);
    return Promise.resolve(answer);
  };
}

/** The answer of buckets that had these levels before anything was taken. */
export function answerOf(found: readonly { tokens: number; perMinute: number }[]): BucketAnswer {
  const waits = found.map(({ tokens, perMinute }) =>
    tokens >= 1 ? 0 : Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute)),
  );
  const retryAfterSeconds = Math.max(0, ...waits);
  return { isAllowed: retryAfterSeconds === 0, retryAfterSeconds };
}
