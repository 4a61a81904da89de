import { freePort } from '#tools/app/port-probe.ts';
import { interleave, type Bench, type Figure } from '../bench.ts';
import { timeStart, type Start } from '../processes/start.ts';
import { ratiosOf } from '../statistics.ts';
import { ratioText, spreadText } from '../text.ts';

/** A start takes little time, and how long varies much. */
const startsPerRound = 2;

/** How soon a new process serves, and what it holds when it does nothing. */
export const starts: Figure = async (bench) => {
  const { settings, say } = bench;
  const rounds = { settings: { ...settings, rounds: settings.rounds * startsPerRound }, say };
  const { express, server } = await interleave(rounds, ['express', 'server'], async (what) =>
    what === 'express' ? startExpress(bench) : startServer(bench),
  );
  const ready = (measured: Start[]) => measured.map(({ readyMillis }) => readyMillis);
  const memory = (measured: Start[]) => measured.map(({ mebibytes }) => mebibytes);
  return [
    {
      title: 'Start',
      about:
        'From the spawn of the process, over a migrated database, to the first 200 of `/readyz`, asked for every few ' +
        'milliseconds; `bench/layers/express.ts`, under the same Node, to its first answer. Memory is resident, idle ' +
        'for a second after that.',
      columns: ['what', 'ready, ms', 'to Express alone', 'memory, MiB'],
      rows: [
        ['Express alone', spreadText(ready(express)), '', spreadText(memory(express))],
        [
          '`server/main.ts`',
          spreadText(ready(server), { atMost: 400 }),
          ratioText(ratiosOf(ready(server), ready(express))),
          spreadText(memory(server), { atMost: 120 }),
        ],
      ],
    },
  ];
};

async function startExpress({ closers }: Bench): Promise<Start> {
  const port = await freePort();
  const program = { script: 'bench/layers/express.ts', args: [String(port), '500'], env: {}, port };
  return timeStart({ ...program, path: '/' }, closers);
}

async function startServer({ server, closers }: Bench): Promise<Start> {
  const port = await freePort();
  const env = { ...server.environment, PORT: String(port) };
  return timeStart({ script: 'server/main.ts', args: [], env, port, path: '/readyz' }, closers);
}
