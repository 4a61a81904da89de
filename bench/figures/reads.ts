import { setTimeout as pause } from 'node:timers/promises';
import { interleave, type Bench, type Figure, type Table } from '../bench.ts';
import { cookieHeader, openSessions } from '../database/opened-sessions.ts';
import { ratePerSecond, withoutRefusals, type JobResult } from '../load/jobs.ts';
import { getRequest } from '../load/requests.ts';
import { signInRequests } from '../load/sign-in-requests.ts';
import { percentile } from '../statistics.ts';
import { ratioText, spreadText, statusText } from '../text.ts';

const arrivals = { idle: 0, '3 a second': 3, '8 a second': 8, '32 a second': 32 };
type Arrival = keyof typeof arrivals;
const names = Object.keys(arrivals) as Arrival[];
const people = 100;
const connections = 16;
/** Well below the server's capacity: this measures what a person notices while others sign in. */
const steadyPerSecond = 100;
/** The time until as many hashes run as will ever run at once. */
const leadMillis = 1000;

interface Measured {
  readonly reads: JobResult;
  readonly p99: number;
  readonly delayP99: number;
  readonly signIns: Record<number, number>;
}

/** What a signed-in person notices while others sign in. */
export const reads: Figure = async (bench) => {
  const { port } = bench.server;
  const { seconds } = bench.settings;
  const saturated = await underSignIns(bench, (requests) =>
    bench.load.run({ kind: 'closed', port, seconds, connections, requests }),
  );
  const steady = await underSignIns(bench, (requests) =>
    bench.load.run({ kind: 'open', port, seconds, perSecond: steadyPerSecond, requests }),
  );
  const meanwhile = 'Sign-ins arrive meanwhile at a fixed rate, whether or not earlier ones are answered.';
  return [
    tableOf('`users.me`, as many as the server can', saturated, `${connections} connections. ${meanwhile}`),
    tableOf(
      `\`users.me\`, ${steadyPerSecond} a second`,
      steady,
      `${steadyPerSecond} a second arrive. ${meanwhile}`,
    ),
  ];
};

async function underSignIns(bench: Bench, read: (requests: string[]) => Promise<JobResult>) {
  const logins = signInRequests(1000, bench.password);
  return interleave(bench, names, async (name): Promise<Measured> => {
    const { server, load, settings } = bench;
    const opened = await openSessions(server.environment, people);
    const requests = opened.map((session) => getRequest('/trpc/users.me', cookieHeader(session)));
    const seconds = settings.seconds + leadMillis / 1000;
    const perSecond = arrivals[name];
    const signIns = load.run({ kind: 'open', port: server.port, seconds, perSecond, requests: logins });
    await pause(leadMillis);
    await server.sample();
    const answered = withoutRefusals(await read(requests));
    const { delayP99 } = await server.sample();
    const p99 = percentile(answered.latencies, 0.99);
    return { reads: answered, p99, delayP99, signIns: (await signIns).statuses };
  });
}

function tableOf(title: string, results: Record<Arrival, Measured[]>, about: string): Table {
  return {
    title,
    about,
    columns: [
      'sign-ins',
      'reads a second',
      'p99, ms',
      'p99 to idle',
      'event loop delay p99, ms',
      'answers to sign-ins',
    ],
    rows: names.map((name) => {
      const rounds = results[name];
      const ratios = rounds.map(({ p99 }, round) => p99 / (results.idle[round]?.p99 ?? Number.NaN));
      return [
        name,
        spreadText(rounds.map(({ reads: answered }) => ratePerSecond(answered))),
        spreadText(rounds.map(({ p99 }) => p99)),
        name === 'idle' ? '' : ratioText(ratios, name === '3 a second' ? { atMost: 2 } : undefined),
        spreadText(rounds.map(({ delayP99 }) => delayP99)),
        statusText(rounds.map(({ signIns }) => signIns)),
      ];
    }),
  };
}
