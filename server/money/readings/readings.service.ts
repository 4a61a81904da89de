import type { ActorRequest } from '#server/caller.ts';
import { createKeptAnswers } from './kept-answers.rules.ts';
import { tellIn, type Asked, type Reading, type Told } from './readings.rules.ts';
import { todayIn } from '#server/money/transactions/days.rules.ts';
import { unavailable } from '#server/errors/app-error.ts';
import { createPersonLines } from '#server/person-lines.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import { createWorkQueue } from '#server/work-queue.ts';

/** Thirty megabytes, twice that where a name is in another script. */
const kept = { count: 2000, characters: 30_000_000 };

/** A page of fifty portfolios asks for fifty readings at once; each that runs holds a connection. */
const mostOfOne = 2;
const waitAtMostMillis = 10_000;
const retryAfterSeconds = 2;

interface Dependencies {
  ledgers: Pick<Repositories['ledgers'], 'findRevisions'>;
  inSnapshot: InTransaction;
  /** Reckons in another thread what takes long. */
  tellLong: (name: string, asked: Asked<unknown>) => Promise<Told>;
}

export type ReadingsService = ReturnType<typeof createReadingsService>;

/**
 * Tells readings. What was told before is told again while nothing of the person's money has changed, in any process.
 * Equal ones that are asked for at once are reckoned once.
 */
export function createReadingsService({ ledgers, inSnapshot, tellLong }: Dependencies) {
  const answers = createKeptAnswers(kept);
  const running = new Map<string, Promise<string>>();
  const inTurn = createWorkQueue(createPersonLines(mostOfOne), {
    width: Number.POSITIVE_INFINITY,
    maximumWaitMillis: waitAtMostMillis,
    refuse: () => unavailable(retryAfterSeconds),
  });

  async function reckon<Input>(
    reading: Reading<Input, unknown>,
    asked: Asked<Input>,
    question: string,
  ): Promise<string> {
    const short = await inTurn(asked.userId, () =>
      inSnapshot((all) => tellIn(all, reading, { ...asked, isAnyLength: false })),
    );
    const { revisions, text } = short ?? (await tellLong(reading.name, asked));
    // It may be newer than what was asked for, and is kept as what it is.
    answers.keep(`${question} ${revisions}`, text);
    return text;
  }

  return {
    async tell<Input, Output>(
      reading: Reading<Input, Output>,
      { actor }: ActorRequest,
      input: Input,
    ): Promise<Output> {
      const asked = { userId: actor.user.id, today: todayIn(actor.user.timeZone), input };
      const question = JSON.stringify([reading.name, asked.userId, asked.today, input]);
      const key = `${question} ${await ledgers.findRevisions(asked.userId)}`;
      const text = answers.find(key) ?? running.get(key) ?? share(key, reckon(reading, asked, question));
      return JSON.parse(await text) as Output;
    },
  };

  function share(key: string, work: Promise<string>): Promise<string> {
    const shared = work.finally(() => running.delete(key));
    running.set(key, shared);
    return shared;
  }
}
