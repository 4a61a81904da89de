import { interleave, type Bench, type Figure } from '../bench.ts';
import { cookieHeader, openSessions } from '../database/opened-sessions.ts';
import { ratePerSecond, withoutRefusals } from '../load/jobs.ts';
import { getRequest } from '../load/requests.ts';
import { startPlainServer } from '../server-process.ts';
import { spreadOf } from '../statistics.ts';
import { spreadText } from '../text.ts';

const connections = 8;
const people = 100;
/** The approximate size of an answer of `users.me`. */
const answerLength = 500;

const layers = [
  ['bare', 'node:http'],
  ['express', 'Express'],
  ['middleware', 'request id, log line, security headers (`/healthz`)'],
  ['trpc', 'ceiling, call shape, body, tRPC (`system.health`)'],
  ['verify', 'cookies, access token verified (`system.health`, signed in)'],
  ['me', 'session read, output (`users.me`)'],
] as const;
type Layer = (typeof layers)[number][0];
const names = layers.map(([name]) => name);

interface Measured {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

/** What each layer adds to a request, which shows where time can be saved. */
export const layerShares: Figure = async (bench) => {
  const bare = await startPlainServer('bench/layers/bare-http.ts', answerLength);
  const express = await startPlainServer('bench/layers/express.ts', answerLength);
  const { server } = bench;
  const targets = { bare, express, middleware: server, trpc: server, verify: server, me: server };
  try {
    const measured = await interleave(bench, names, async (layer): Promise<Measured> => {
      const target = targets[layer];
      const job = { kind: 'closed', port: target.port, connections } as const;
      const requests = await requestsOf(layer, bench);
      await bench.load.run({ ...job, requests, seconds: bench.settings.seconds / 4 });
      await target.sample();
      const result = withoutRefusals(
        await bench.load.run({ ...job, requests, seconds: bench.settings.seconds }),
      );
      const { cpuMicros } = await target.sample();
      return { perSecond: ratePerSecond(result), cpuMicros: cpuMicros / result.latencies.length };
    });
    return [
      {
        title: 'Layers',
        about:
          `Each line is everything above it and what it names; ${connections} connections. CPU is that of all threads ` +
          'of the server’s process, PostgreSQL’s own excluded; a share is of the whole of `users.me`.',
        columns: ['with', 'a second', 'CPU of one request, µs', 'added, µs', 'share'],
        rows: rowsOf(measured),
      },
    ];
  } finally {
    await Promise.all([bare.stop(), express.stop()]);
  }
};

async function requestsOf(layer: Layer, { server }: Bench): Promise<string[]> {
  if (layer === 'bare' || layer === 'express') return [getRequest('/')];
  if (layer === 'middleware') return [getRequest('/healthz')];
  if (layer === 'trpc') return [getRequest('/trpc/system.health')];
  const path = layer === 'me' ? '/trpc/users.me' : '/trpc/system.health';
  const opened = await openSessions(server.environment, people);
  return opened.map((session) => getRequest(path, cookieHeader(session)));
}

function rowsOf(measured: Record<Layer, Measured[]>): string[][] {
  const median = (layer: Layer) => spreadOf(measured[layer].map(({ cpuMicros }) => cpuMicros)).median;
  const whole = median('me');
  return layers.map(([layer, text], index) => {
    const below = layers[index - 1]?.[0];
    const added = median(layer) - (below === undefined ? 0 : median(below));
    return [
      text,
      spreadText(measured[layer].map(({ perSecond }) => perSecond)),
      spreadText(measured[layer].map(({ cpuMicros }) => cpuMicros)),
      added.toFixed(0),
      `${((100 * added) / whole).toFixed(0)} %`,
    ];
  });
}
