import { availableParallelism } from 'node:os';
import { interleave, type Bench, type Figure } from '../bench.ts';
import { ratePerSecond, withoutRefusals } from '../load/jobs.ts';
import { signInRequests } from '../load/sign-in-requests.ts';
import type { BcryptTiming } from '../sign-in/bcrypt-alone.ts';
import { timeBcrypt } from '../sign-in/time-bcrypt.ts';
import { ratioText, spreadText } from '../text.ts';

/** Enough that the queue is never empty, and well below a full queue. */
const connectionsPerCore = 4;
const people = 1000;

/** How much of this machine's bcrypt capacity reaches the people who sign in. */
export const signIns: Figure = async (bench) => {
  const { settings, password, storedPassword } = bench;
  const hash = storedPassword.slice(storedPassword.indexOf('$'));
  // Warms up: code that has run only a few times is not compiled yet.
  await throughServer(bench, settings.signInSeconds);
  const { alone, server } = await interleave(bench, ['alone', 'server'], async (what) =>
    what === 'alone'
      ? timeBcrypt(settings.signInSeconds, hash, password)
      : throughServer(bench, settings.signInSeconds),
  );
  const ratios = (of: (measured: BcryptTiming) => number, over: BcryptTiming[], under: BcryptTiming[]) =>
    over.map((measured, round) => of(measured) / of(under[round] ?? measured));
  return [
    {
      title: 'Sign-ins',
      about:
        'bcryptjs alone on all cores, in a process that does nothing else, against sign-ins through the whole server ' +
        `at the same cost; ${connectionsPerCore} connections a core, each with another person from another address. ` +
        'CPU is that of all threads of the process; what else runs on the machine takes from both rates, and from the ' +
        'server’s first, whose hashing yields.',
      columns: ['what', 'a second', 'CPU of one, ms'],
      rows: [
        ['bcryptjs alone', ...figuresOf(alone)],
        ['`auth.login`', ...figuresOf(server)],
        [
          'ratio',
          ratioText(
            ratios(({ perSecond }) => perSecond, server, alone),
            { atLeast: 0.95 },
          ),
          ratioText(ratios(({ cpuMillis }) => cpuMillis, alone, server)),
        ],
      ],
    },
  ];
};

async function throughServer({ server, load, password }: Bench, seconds: number): Promise<BcryptTiming> {
  const connections = connectionsPerCore * availableParallelism();
  const requests = signInRequests(people, password);
  await server.sample();
  const result = withoutRefusals(
    await load.run({ kind: 'closed', port: server.port, seconds, connections, requests }),
  );
  const { cpuMicros } = await server.sample();
  return { perSecond: ratePerSecond(result), cpuMillis: cpuMicros / 1000 / result.latencies.length };
}

function figuresOf(rounds: BcryptTiming[]): string[] {
  return [
    spreadText(rounds.map(({ perSecond }) => perSecond)),
    spreadText(rounds.map(({ cpuMillis }) => cpuMillis)),
  ];
}
