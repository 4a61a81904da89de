import { availableParallelism } from 'node:os';
import { interleave, type Figure } from '../bench.ts';
import { ratePerSecond } from '../load/jobs.ts';
import { signInRequests } from '../load/sign-in-requests.ts';
import { timeBcrypt } from '../sign-in/time-bcrypt.ts';
import { ratioText, spreadText, statusText } from '../text.ts';

/** Enough for the queue never to be empty, and well below where it is full. */
const connectionsPerCore = 4;
const people = 1000;

/** How much of what this machine's bcrypt can do is left for the people who sign in. */
export const signIns: Figure = async (bench) => {
  const { settings, server, load, password, storedPassword } = bench;
  const hash = storedPassword.slice(storedPassword.indexOf('$'));
  const requests = signInRequests(people, password);
  const statuses: Record<number, number>[] = [];
  const cpuMillis: number[] = [];
  const throughServer = async (seconds: number) => {
    const connections = connectionsPerCore * availableParallelism();
    await server.sample();
    const result = await load.run({ kind: 'closed', port: server.port, seconds, connections, requests });
    const { cpuMicros } = await server.sample();
    return { result, cpuMillis: cpuMicros / 1000 / result.latencies.length };
  };
  await throughServer(1);
  const rates = await interleave(bench, ['alone', 'server'], async (what) => {
    if (what === 'alone') return timeBcrypt(settings.signInSeconds, hash, password);
    const measured = await throughServer(settings.signInSeconds);
    statuses.push(measured.result.statuses);
    cpuMillis.push(measured.cpuMillis);
    return ratePerSecond(measured.result);
  });
  const ratios = rates.server.map((rate, round) => rate / (rates.alone[round] ?? Number.NaN));
  return [
    {
      title: 'Sign-ins',
      about:
        'bcryptjs alone on all cores, in a process that does nothing else, against sign-ins through the whole server ' +
        `at the same cost; ${connectionsPerCore} connections a core, each with another person from another address.`,
      columns: ['what', 'a second', 'ratio'],
      rows: [
        ['bcryptjs alone, all cores', spreadText(rates.alone), ''],
        ['`auth.login`', spreadText(rates.server), ratioText(ratios, { atLeast: 0.95 })],
        ['CPU of the server for one, ms', spreadText(cpuMillis), ''],
        ['answers', statusText(statuses), ''],
      ],
    },
  ];
};
