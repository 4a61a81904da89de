import { createClient } from 'redis';
import { createMemoryBuckets, secondsUntilToken, type TakeToken } from '#server/security/token-bucket.ts';

/** A request must not wait longer than this for its ceiling; past it, this process counts alone. */
const patienceMillis = 200;

/**
 * One token, atomically, by Redis' own clock. The bucket is `tokens|microseconds`; a bucket untouched for a minute
 * is full again, so it may expire.
 */
const takeScript = `
local capacity = tonumber(ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local state = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(capacity, (tonumber(state[1]) or capacity) + (now - (tonumber(state[2]) or now)) * capacity / 60000000)
local allowed = tokens >= 1
if allowed then tokens = tokens - 1 end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.0f', now))
redis.call('EXPIRE', KEYS[1], 60)
return { allowed and 1 or 0, tostring(tokens) }`;

export interface SharedBuckets {
  readonly take: TakeToken;
  close(): Promise<void>;
}

/** Buckets that replicas share; while Redis is away each process counts alone, and `tell` says so once a change. */
export function createRedisBuckets(url: string, tell: (isReachable: boolean) => void): SharedBuckets {
  const inMemory = createMemoryBuckets();
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: patienceMillis },
    socket: { connectTimeout: 2000, reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 5000) },
  });
  let isReachable: boolean | null = null;

  function note(now: boolean): void {
    if (isReachable !== now) tell(now);
    isReachable = now;
  }

  client.on('error', () => note(false));
  client.on('ready', () => note(true));
  void client.connect().catch(() => note(false));

  return {
    async take(key, perMinute) {
      if (!client.isReady) return inMemory(key, perMinute);
      try {
        const answer = await client.eval(takeScript, {
          keys: [`qp:ceiling:${key}`],
          arguments: [String(perMinute)],
        });
        const [allowed, tokens] = answer as [number, string];
        const isAllowed = allowed === 1;
        return { isAllowed, retryAfterSeconds: isAllowed ? 0 : secondsUntilToken(Number(tokens), perMinute) };
      } catch {
        note(false);
        return inMemory(key, perMinute);
      }
    },

    async close() {
      client.destroy();
    },
  };
}
