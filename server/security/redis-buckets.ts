import { createClient } from 'redis';
import {
  createMemoryBuckets,
  secondsUntilToken,
  type BucketAnswer,
  type TakeToken,
} from '#server/security/token-bucket.ts';

/** A request must not wait longer than this for its ceiling; past it, this process counts alone… */
const patienceMillis = 50;
/** …and so long, so that a Redis that hangs costs one request in a while its patience, not every one. */
const restMillis = 1000;
const connectMillis = 2000;

/**
 * One token, atomically, by Redis' own clock. The bucket is `tokens|microseconds`; a bucket untouched for a minute
 * is full again, so it may expire. A clock that was set back takes no token away.
 */
const takeScript = `
local capacity = tonumber(ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local state = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(capacity, (tonumber(state[1]) or capacity) + math.max(0, now - (tonumber(state[2]) or now)) * capacity / 60000000)
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
export function createRedisBuckets(
  url: string,
  tell: (isReachable: boolean, error?: unknown) => void,
): SharedBuckets {
  const inMemory = createMemoryBuckets();
  const client = createClient({
    url,
    disableOfflineQueue: true,
    // What hangs must not pile up: each of these was answered from memory long ago.
    commandsQueueMaxLength: 1000,
    socket: {
      connectTimeout: connectMillis,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 5000),
    },
  });
  let isReachable: boolean | null = null;
  let restsUntil = 0;

  function note(now: boolean, error?: unknown): void {
    if (isReachable !== now) tell(now, error);
    isReachable = now;
    restsUntil = now ? 0 : performance.now() + restMillis;
  }

  client.on('error', (error: unknown) => note(false, error));
  client.on('ready', () => note(true));
  void client.connect().catch((error: unknown) => note(false, error));
  // One that takes the connection and never speaks raises no error.
  const introduction = setTimeout(
    () => client.isReady || note(false, new Error('redis did not answer in time')),
    connectMillis,
  );
  introduction.unref();

  async function takeShared(key: string, perMinute: number): Promise<BucketAnswer> {
    // While it is away one request at a time asks whether it is back.
    if (isReachable === false) restsUntil = performance.now() + restMillis;
    const answer = await withinPatience(
      client.eval(takeScript, { keys: [`qp:ceiling:${key}`], arguments: [String(perMinute)] }),
    );
    note(true);
    const [allowed, tokens] = answer as [number, string];
    const isAllowed = allowed === 1;
    return { isAllowed, retryAfterSeconds: isAllowed ? 0 : secondsUntilToken(Number(tokens), perMinute) };
  }

  return {
    async take(key, perMinute) {
      if (!client.isReady || performance.now() < restsUntil) return inMemory(key, perMinute);
      try {
        return await takeShared(key, perMinute);
      } catch (error) {
        note(false, error);
        return inMemory(key, perMinute);
      }
    },

    async close() {
      clearTimeout(introduction);
      client.destroy();
    },
  };
}

/** The client's own timeout ends with the writing of a command: a Redis that reads and never answers is awaited for ever. */
async function withinPatience<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const lost = new Promise<never>((_resolve, reject) => {
    const giveUp = () => reject(new Error('redis did not answer in time'));
    // A turn later: in a busy process the answer may lie unread in the socket.
    timer = setTimeout(() => setImmediate(giveUp), patienceMillis);
  });
  // Whichever comes second is nobody's any more.
  answer.catch(() => undefined);
  return Promise.race([answer, lost]).finally(() => clearTimeout(timer));
}
