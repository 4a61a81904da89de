import { randomInt } from 'node:crypto';
import type { Bench, Figure } from '../bench.ts';
import { createPeopleDatabase, emailOf, type PeopleDatabase } from '../database/people.ts';
import { plansOf } from '../database/plans.ts';
import { administrationOver } from './administration.ts';
import { strangersRequest, servicesOver, type ServicesOver } from '../database/services-over.ts';
import { percentile } from '../statistics.ts';
import { ratioText, spreadText } from '../text.ts';

const kinds = {
  'sign-in, without its hash': 'signIn',
  '`users.me`': 'me',
  '`auth.refresh`': 'refresh',
  '`sessions.list`': 'list',
} as const;
type Kind = (typeof kinds)[keyof typeof kinds];
type Latencies = Record<Kind, number[]>;

interface Size extends ServicesOver {
  readonly users: number;
}

/** What a hundred times as many people cost each call. */
export const growth: Figure = async (bench) => {
  const { settings, postgresUrl, people, storedPassword, closers, say } = bench;
  say(`  making ${settings.manyUsers} people`);
  const many = await createPeopleDatabase(postgresUrl, {
    users: settings.manyUsers,
    storedPassword,
    closers,
  });
  const few = sizeOf(people, bench);
  const large = sizeOf(many, bench);
  try {
    const rounds = await compare(bench, few, large);
    const administration = await administrationOver(bench, large);
    const plans = await plansOf(many.url, settings.manyUsers);
    return [tableOf(bench, rounds), administration, plans];
  } finally {
    await Promise.all([few.close(), large.close()]);
  }
};

function sizeOf({ url, users }: PeopleDatabase, { server }: Bench): Size {
  return { ...servicesOver(url, server.environment.AUTH_SECRET), users };
}

/** Compares call by call, so that both meet the same state of the machine. The first round only warms up. */
async function compare({ settings, say }: Bench, few: Size, many: Size) {
  const rounds: { few: Latencies; many: Latencies }[] = [];
  for (let round = 0; round <= settings.rounds; round += 1) {
    say(`  round ${round} of ${settings.rounds}`);
    const latencies = { few: noLatencies(), many: noLatencies() };
    for (let call = 0; call < settings.callsPerRound; call += 1) {
      await oneVisit(few, latencies.few);
      await oneVisit(many, latencies.many);
    }
    if (round > 0) rounds.push(latencies);
  }
  return rounds;
}

function noLatencies(): Latencies {
  return { signIn: [], me: [], refresh: [], list: [] };
}

/** A random person signs in, reads their account and their sessions, and refreshes. */
async function oneVisit({ services, security, users }: Size, latencies: Latencies): Promise<void> {
  const timed = async <Result>(kind: Kind, work: () => Promise<Result>): Promise<Result> => {
    const startedAt = performance.now();
    const result = await work();
    latencies[kind].push(performance.now() - startedAt);
    return result;
  };
  const identifier = emailOf(randomInt(users) + 1);
  const outcome = await timed('signIn', () =>
    services.auth.login(strangersRequest, { identifier, password: '' }),
  );
  if ('challenge' in outcome) throw new Error('nobody of the bench has a second factor');
  const { tokens } = outcome;
  const actor = await timed('me', async () => {
    const claims = security.accessTokens.read(tokens.accessToken);
    return claims && services.sessions.authenticate(claims);
  });
  if (!actor) throw new Error('a session that was just opened is not known');
  await timed('list', () => services.sessions.list({ ...strangersRequest, actor }));
  await timed('refresh', () => services.refresh.refresh(strangersRequest, tokens.refreshToken ?? ''));
}

function tableOf({ settings }: Bench, rounds: { few: Latencies; many: Latencies }[]) {
  const p95 = (size: 'few' | 'many', kind: Kind) =>
    rounds.map((round) => percentile(round[size][kind], 0.95));
  return {
    title: 'Growth',
    about:
      'p95 of the services themselves over two databases, one call here and one there in turn, each for a person ' +
      'chosen at random; every commit is flushed to disk.',
    columns: ['call', `${settings.fewUsers} people, ms`, `${settings.manyUsers} people, ms`, 'ratio'],
    rows: Object.entries(kinds).map(([text, kind]) => {
      const few = p95('few', kind);
      const many = p95('many', kind);
      const ratios = many.map((value, round) => value / (few[round] ?? Number.NaN));
      return [text, spreadText(few), spreadText(many), ratioText(ratios, { atMost: 1.5 })];
    }),
  };
}
