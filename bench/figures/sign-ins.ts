import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hasArgon2 } from '#server/security/argon2id-hasher.ts';
import { createPasswords, soleClaimant } from '#server/security/passwords.ts';
import { interleave, type Bench, type Figure } from '../bench.ts';
import { createPeopleDatabase } from '../database/people.ts';
import { ratePerSecond, withoutRefusals } from '../load/jobs.ts';
import { signInRequests } from '../load/sign-in-requests.ts';
import { startServerProcess, type ServerProcess } from '../server-process.ts';
import type { HasherTiming } from '../sign-in/hasher-alone.ts';
import { timeHasher } from '../sign-in/time-hasher.ts';
import { ratiosOf } from '../statistics.ts';
import { ratioText, spreadText } from '../text.ts';

/** Enough that the queue is never empty, and well below a full queue. */
const connectionsPerCore = 4;
const people = 1000;

/** How much of what this machine can hash reaches the people who sign in, by each hasher. */
export const signIns: Figure = async (bench) => {
  const { password, storedPassword, server, say, settings } = bench;
  const bcrypt = storedPassword.slice(storedPassword.indexOf('$'));
  const other = hasArgon2() ? await startArgon2idServer(bench) : null;
  if (!other) say('  without argon2id: this Node has none');
  const measures: Record<string, () => Promise<HasherTiming>> = {
    'bcryptjs alone': () => timeHasher(settings.signInSeconds, password, bcrypt),
    '`auth.login`, bcrypt': () => throughServer(bench, server),
    ...(other && {
      'argon2id alone': () => timeHasher(settings.signInSeconds, password, null),
      '`auth.login`, argon2id': () => throughServer(bench, other),
    }),
  };
  try {
    // Warms up: code that has run only a few times is not compiled yet.
    for (const one of other ? [server, other] : [server]) await throughServer(bench, one);
    const measured = await interleave(bench, Object.keys(measures), (what) => measures[what]!());
    return [tableOf(measured)];
  } finally {
    await other?.stop();
  }
};

async function startArgon2idServer({ postgresUrl, password, closers }: Bench): Promise<ServerProcess> {
  const passwords = createPasswords({ threads: 1, hasher: 'argon2id' });
  const storedPassword = await passwords.acquire(soleClaimant).hash(password);
  await passwords.close();
  const { url } = await createPeopleDatabase(postgresUrl, { users: people, storedPassword, closers });
  const secret = randomBytes(32).toString('base64url');
  return startServerProcess(url, secret, { more: { PASSWORD_HASHER: 'argon2id' } });
}

function tableOf(measured: Record<string, HasherTiming[]>) {
  const rates = (of: HasherTiming[]) => of.map(({ perSecond }) => perSecond);
  const costs = (of: HasherTiming[]) => of.map(({ cpuMillis }) => cpuMillis);
  const [alone = [], login = [], argonAlone, argonLogin] = Object.values(measured);
  const atLeast = 0.95;
  const rows = (['bcrypt', 'argon2id'] as const).flatMap((hasher) => {
    const [by, through] = hasher === 'bcrypt' ? [alone, login] : [argonAlone, argonLogin];
    if (!by || !through) return [];
    const ratio = ratioText(ratiosOf(rates(through), rates(by)), { atLeast });
    return [
      [`${hasher}: through the server to alone`, ratio, ratioText(ratiosOf(costs(by), costs(through)))],
    ];
  });
  const hashers = argonLogin && [
    'sign-ins by argon2id to those by bcrypt',
    ratioText(ratiosOf(rates(argonLogin), rates(login))),
    ratioText(ratiosOf(costs(argonLogin), costs(login))),
  ];
  return {
    title: 'Sign-ins',
    about:
      'A hasher alone on all cores, in a process that does nothing else, against sign-ins through the whole server ' +
      `at the same cost; ${connectionsPerCore} connections a core, each with another person from another address. ` +
      'CPU is that of all threads of the process; what else runs on the machine takes from both rates, and from the ' +
      'server’s first, whose hashing yields.',
    columns: ['what', 'a second', 'CPU of one, ms'],
    rows: [
      ...Object.entries(measured).map(([what, of]) => [what, spreadText(rates(of)), spreadText(costs(of))]),
      ...rows,
      ...(hashers ? [hashers] : []),
    ],
  };
}

async function throughServer(
  { load, password, settings }: Bench,
  server: ServerProcess,
): Promise<HasherTiming> {
  const connections = connectionsPerCore * availableParallelism();
  const requests = signInRequests(people, password);
  const { signInSeconds: seconds } = settings;
  await server.sample();
  const result = withoutRefusals(
    await load.run({ kind: 'closed', port: server.port, seconds, connections, requests }),
  );
  const { cpuMicros } = await server.sample();
  return { perSecond: ratePerSecond(result), cpuMillis: cpuMicros / 1000 / result.latencies.length };
}
