import { createClient } from 'redis';
import {
  answerOf,
  createMemoryBuckets,
  type Bucket,
  type BucketAnswer,
  type TakeTokens,
} from '#server/security/token-bucket.ts';

/**
 * A Redis that is only slow must be waited for: each process that counts alone meanwhile lets as many pass once more.
 * Patience is counted in turns, so that a process that was held up itself reads its answers before it gives up…
 */
const patienceTurns = 10;
const turnMillis = 100;
/** …and a Redis that hangs costs one request in this while its patience, not every one. */
const restMillis = 5000;
const connectMillis = 2000;

/**
 * One token of each, or none, atomically, by Redis' own clock. A bucket untouched for a minute is full again, so it
 * may expire. A clock that was set back takes no token away. It returns the levels as they were.
 */
const takeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local levels = {}
local allowed = true
for i, key in ipairs(KEYS) do
  local capacity = tonumber(ARGV[i])
  local state = redis.call('HMGET', key, 'tokens', 'at')
  local refilled = math.max(0, now - (tonumber(state[2]) or now)) * capacity / 60000000
  levels[i] = math.min(capacity, (tonumber(state[1]) or capacity) + refilled)
  allowed = allowed and levels[i] >= 1
end
for i, key in ipairs(KEYS) do
  if allowed then
    redis.call('HSET', key, 'tokens', string.format('%.17g', levels[i] - 1), 'at', string.format('%.0f', now))
    redis.call('EXPIRE', key, 60)
  end
  levels[i] = string.format('%.17g', levels[i])
end
return levels`;

export interface SharedBuckets {
  readonly take: TakeTokens;
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
  let introduce: () => void = () => undefined;
  const introduced = new Promise<void>((resolve) => (introduce = resolve));

  function note(now: boolean, error?: unknown): void {
    introduce();
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

  async function takeShared(buckets: readonly Bucket[]): Promise<BucketAnswer> {
    // While it is away one request at a time asks whether it is back.
    if (isReachable === false) restsUntil = performance.now() + restMillis;
    const keys = buckets.map(({ key }) => `qp:ceiling:${key}`);
    const figures = buckets.map(({ perMinute }) => String(perMinute));
    const levels = await withinPatience(client.eval(takeScript, { keys, arguments: figures }));
    note(true);
    return answerOf(
      buckets.map(({ perMinute }, n) => ({ perMinute, tokens: Number((levels as string[])[n]) })),
    );
  }

  return {
    async take(buckets) {
      // The first requests of a process: whether there is a Redis is known within two seconds.
      if (isReachable === null) await introduced;
      if (!client.isReady || performance.now() < restsUntil) return inMemory(buckets);
      try {
        return await takeShared(buckets);
      } catch (error) {
        note(false, error);
        return inMemory(buckets);
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
  let isOver = false;
  const lost = new Promise<never>((_resolve, reject) => {
    const wait = (turns: number) => {
      if (isOver) return;
      if (turns === 0) return reject(new Error('redis did not answer in time'));
      timer = setTimeout(() => setImmediate(wait, turns - 1), turnMillis);
    };
    wait(patienceTurns);
  });
  // Whichever comes second is nobody's any more.
  answer.catch(() => undefined);
  return Promise.race([answer, lost]).finally(() => {
    isOver = true;
    clearTimeout(timer);
  });
}
