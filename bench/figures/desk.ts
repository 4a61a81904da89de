import { writeDay } from '#shared/money/days.ts';
import { openDesk, today, transactionsOf, type Desk, type Size } from '../database/desk.ts';
import type { Settings } from '../settings.ts';
import type { Figure, Table } from '../bench.ts';
import { percentile, ratiosOf } from '../statistics.ts';
import { ratioText, spreadText } from '../text.ts';

/** Short work of one round is done so often; its median counts. */
const times = 15;

type Kind =
  | 'replayFew'
  | 'replayMany'
  | 'appendFew'
  | 'appendMany'
  | 'commit'
  | 'me'
  | 'positions'
  | 'positionsAgain'
  | 'performance'
  | 'performanceAgain';
type Round = Record<Kind, number>;

/** The most milliseconds of what is compared with nothing. */
const limits: Partial<Record<Kind, number>> = { commit: 10_000 };

/**
 * What is compared with what, and the most that it may be. Readings were measured first: a quiet machine took three
 * fifths of their bounds, or less.
 */
const ratios: Partial<Record<Kind, { to: Kind; atMost?: number }>> = {
  replayMany: { to: 'replayFew', atMost: 15 },
  appendMany: { to: 'appendFew', atMost: 2 },
  positions: { to: 'me', atMost: 250 },
  positionsAgain: { to: 'me', atMost: 5 },
  performance: { to: 'me', atMost: 700 },
  performanceAgain: { to: 'me', atMost: 5 },
};

/** What money costs as its transactions grow, and beside the cheapest reading. */
export const deskFigure: Figure = async (bench) => {
  const desk = await openDesk(bench);
  const rounds: Round[] = [];
  for (let round = 0; round <= bench.settings.rounds; round += 1) {
    bench.say(`  round ${round} of ${bench.settings.rounds}`);
    const measured = await measure(desk);
    // The first round only warms up.
    if (round > 0) rounds.push(measured);
  }
  return [tableOf(rounds, textsOf(bench.settings))];
};

async function measure(desk: Desk): Promise<Round> {
  const { services } = desk.over;
  const portfolioId = desk.portfolioIds.twentieth;
  const range = { from: writeDay(today() - 365), to: writeDay(today()) };
  const positions = () => services.positions.list(desk.request, { portfolioId });
  const performance = () => services.performance.get(desk.request, { portfolioId, ...range });
  // Whatever was told before is old once something was recorded.
  const anew = (read: () => Promise<unknown>) => medianOf(5, read, () => desk.append('hundredth'));
  return {
    replayFew: await medianOf(3, () => desk.replay('tenth')),
    replayMany: await medianOf(1, () => desk.replay('many')),
    appendFew: await medianOf(times, () => desk.append('hundredth')),
    appendMany: await medianOf(times, () => desk.append('many')),
    commit: await medianOf(1, desk.commit, desk.removeCommitted),
    me: await medianOf(times, desk.authenticate),
    positions: await anew(positions),
    positionsAgain: await medianOf(times, positions),
    performance: await anew(performance),
    performanceAgain: await medianOf(times, performance),
  };
}

/** The median of milliseconds; `before` is not counted. */
async function medianOf(
  count: number,
  work: () => Promise<unknown>,
  before: () => Promise<unknown> = () => Promise.resolve(),
): Promise<number> {
  const millis: number[] = [];
  for (let n = 0; n < count; n += 1) {
    await before();
    const startedAt = performance.now();
    await work();
    millis.push(performance.now() - startedAt);
  }
  return percentile(millis, 0.5);
}

function textsOf(settings: Settings): Record<Kind, string> {
  const of = (size: Size) => String(transactionsOf(size, settings));
  return {
    replayFew: `replay of ${of('tenth')} transactions`,
    replayMany: `replay of ${of('many')}`,
    appendFew: `append at ${of('hundredth')}`,
    appendMany: `append at ${of('many')}`,
    commit: `${of('tenth')} transactions, committed at once`,
    me: '`users.me`',
    positions: `\`positions.list\`, ${of('twentieth')} transactions, after a change`,
    positionsAgain: 'the same again',
    performance: '`performance.get`, a year of them, after a change',
    performanceAgain: 'the same again',
  };
}

function tableOf(rounds: readonly Round[], texts: Record<Kind, string>): Table {
  const valuesOf = (kind: Kind) => rounds.map((round) => round[kind]);
  return {
    title: 'The desk',
    about:
      'The services themselves over one person with four portfolios; each value is the median of a round, every commit ' +
      'flushed to disk. A replay reads and reckons all transactions. A reading is kept until something changes.',
    columns: ['what', 'ms', 'ratio', 'to'],
    rows: (Object.keys(texts) as Kind[]).map((kind) => {
      const ratio = ratios[kind];
      const values = valuesOf(kind);
      const limit = limits[kind];
      if (!ratio) return [texts[kind], spreadText(values, limit ? { atMost: limit } : undefined), '', ''];
      const target = ratio.atMost === undefined ? undefined : { atMost: ratio.atMost };
      const compared = ratiosOf(values, valuesOf(ratio.to));
      return [texts[kind], spreadText(values), ratioText(compared, target), texts[ratio.to]];
    }),
  };
}
