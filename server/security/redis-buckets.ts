import {
  answerOf,
  createMemoryBuckets,
  type Bucket,
  type BucketAnswer,
  type TakeTokens,
} from '#server/security/token-bucket.ts';

/**
 * A slow Redis must be waited for: each process that counts alone meanwhile lets the whole ceiling through again.
 * Counted in turns of the event loop, so that a process that was blocked itself reads its answers first.
 */
const timeoutTurns = 10;
const turnMillis = 100;
/** After a Redis that hangs, one request in this time waits for it, not every request. */
const retryMillis = 5000;
const connectMillis = 2000;

/**
 * Takes one token of each bucket, or none, atomically and by Redis' own clock. A bucket untouched for a minute is full
 * again, so it may expire. A clock that was set back takes no token away. Returns the levels before.
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

/** Buckets that replicas share. While Redis is away each process counts alone, and `onChange` reports each change. */
export async function createRedisBuckets(
  url: string,
  onChange: (isReachable: boolean, error?: unknown) => void,
): Promise<SharedBuckets> {
  // Loaded where one is set, and nowhere else: that took a seventh of a start.
  const { createClient } = await import('redis');
  const inMemory = createMemoryBuckets();
  const client = createClient({
    url,
    disableOfflineQueue: true,
    // Commands to a hanging Redis must not pile up: their requests were answered from memory.
    commandsQueueMaxLength: 1000,
    socket: {
      connectTimeout: connectMillis,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 5000),
    },
  });
  let isReachable: boolean | null = null;
  let retryAt = 0;
  let settleFirst: () => void = () => undefined;
  const firstState = new Promise<void>((resolve) => (settleFirst = resolve));

  function note(now: boolean, error?: unknown): void {
    settleFirst();
    if (isReachable !== now) onChange(now, error);
    isReachable = now;
    retryAt = now ? 0 : performance.now() + retryMillis;
  }

  client.on('error', (error: unknown) => note(false, error));
  client.on('ready', () => note(true));
  void client.connect().catch((error: unknown) => note(false, error));
  // A Redis that accepts the connection but never answers raises no error.
  const connectTimer = setTimeout(
    () => client.isReady || note(false, new Error('redis did not answer in time')),
    connectMillis,
  );
  connectTimer.unref();

  async function takeShared(buckets: readonly Bucket[]): Promise<BucketAnswer> {
    // While Redis is away, only one request at a time tries it.
    if (isReachable === false) retryAt = performance.now() + retryMillis;
    const keys = buckets.map(({ key }) => `qp:ceiling:${key}`);
    const figures = buckets.map(({ perMinute }) => String(perMinute));
    const levels = await withinTimeout(client.eval(takeScript, { keys, arguments: figures }));
    note(true);
    return answerOf(
      buckets.map(({ perMinute }, n) => ({ perMinute, tokens: Number((levels as string[])[n]) })),
    );
  }

  return {
    async take(buckets) {
      // The first requests of a process wait: within two seconds it is known whether Redis answers.
      if (isReachable === null) await firstState;
      if (!client.isReady || performance.now() < retryAt) return inMemory(buckets);
      try {
        return await takeShared(buckets);
      } catch (error) {
        note(false, error);
        return inMemory(buckets);
      }
    },

    async close() {
      clearTimeout(connectTimer);
      client.destroy();
    },
  };
}

/** Limits the wait for an answer: the client's own timeout ends once a command is written. */
async function withinTimeout<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const lost = new Promise<never>((_resolve, reject) => {
    const wait = (turns: number) => {
      if (isOver) return;
      if (turns === 0) return reject(new Error('redis did not answer in time'));
      timer = setTimeout(() => setImmediate(wait, turns - 1), turnMillis);
    };
    wait(timeoutTurns);
  });
  // Nobody awaits the answer any more after the time limit.
  answer.catch(() => undefined);
  return Promise.race([answer, lost]).finally(() => {
    isOver = true;
    clearTimeout(timer);
  });
}
