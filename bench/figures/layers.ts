import { interleave, type Bench, type Figure, type Table } from '../bench.ts';
import { cookieHeader, openSessions } from '../database/opened-sessions.ts';
import { costOf, type Cost } from '../load/cost.ts';
import { getRequest } from '../load/requests.ts';
import { startPlainServer } from '../server-process.ts';
import { ratiosOf, spreadOf } from '../statistics.ts';
import { ratioText, spreadText } from '../text.ts';

const connections = 8;
const people = 100;
/** The approximate length of an answer of `users.me`. */
const args = ['500'];

const layers = [
  ['bare', 'node:http'],
  ['express', 'Express'],
  ['middleware', 'request id, log line, security headers (`/healthz`)'],
  ['trpc', 'ceiling, call shape, body, tRPC (`system.health`)'],
  ['verify', 'cookies, access token verified (`system.health`, signed in)'],
  ['me', 'session read, output (`users.me`)'],
] as const;
const hosts = [
  ['express', 'a route'],
  ['host', 'the server’s host, a procedure that does nothing'],
  ['adapter', 'tRPC’s adapter as shipped, the same procedure'],
] as const;
type Layer = (typeof layers | typeof hosts)[number][0];
type Costs = Record<Layer, Cost[]>;
const names = [...new Set([...layers, ...hosts].map(([name]) => name))];

/** What each layer adds to a request, which shows where time can be saved. */
export const layerShares: Figure = async (bench) => {
  const path = '/trpc/text';
  const bare = await startPlainServer('bench/layers/bare-http.ts', { args });
  const express = await startPlainServer('bench/layers/express.ts', { args });
  const host = await startPlainServer('bench/layers/host.ts', { args, path });
  const adapter = await startPlainServer('bench/layers/adapter.ts', { args, path });
  const { server } = bench;
  const ours = { middleware: server, trpc: server, verify: server, me: server };
  const targets = { ...ours, bare, express, host, adapter };
  try {
    const costs = await interleave(bench, names, async (layer) =>
      costOf(bench, targets[layer], { connections, requests: await requestsOf(layer, bench) }),
    );
    return [layersTable(costs), hostsTable(costs)];
  } finally {
    await Promise.all([bare, express, host, adapter].map((plain) => plain.stop()));
  }
};

async function requestsOf(layer: Layer, { server }: Bench): Promise<string[]> {
  if (layer === 'bare' || layer === 'express') return [getRequest('/')];
  if (layer === 'host' || layer === 'adapter') return [getRequest('/trpc/text')];
  if (layer === 'middleware') return [getRequest('/healthz')];
  if (layer === 'trpc') return [getRequest('/trpc/system.health')];
  const path = layer === 'me' ? '/trpc/users.me' : '/trpc/system.health';
  const opened = await openSessions(server.environment, people);
  return opened.map((session) => getRequest(path, cookieHeader(session)));
}

function layersTable(costs: Costs): Table {
  const cpu = (layer: Layer) => costs[layer].map(({ cpuMicros }) => cpuMicros);
  const median = (layer: Layer) => spreadOf(cpu(layer)).median;
  return {
    title: 'Layers',
    about:
      `Each line is everything above it and what it names; ${connections} connections. CPU is that of all threads ` +
      'of the server’s process, PostgreSQL’s own excluded; a share is of the whole of `users.me`. The last column is ' +
      'CPU as a multiple of what node:http takes for an answer as long.',
    columns: ['with', 'a second', 'CPU of one request, µs', 'added, µs', 'share', 'to node:http'],
    rows: layers.map(([layer, text], index) => {
      const below = layers[index - 1]?.[0];
      const added = median(layer) - (below === undefined ? 0 : median(below));
      return [
        text,
        spreadText(costs[layer].map(({ perSecond }) => perSecond)),
        spreadText(cpu(layer)),
        added.toFixed(0),
        `${((100 * added) / median('me')).toFixed(0)} %`,
        below === undefined
          ? ''
          : ratioText(ratiosOf(cpu(layer), cpu('bare')), layer === 'me' ? { atMost: 11 } : undefined),
      ];
    }),
  };
}

function hostsTable(costs: Costs): Table {
  const cpu = (layer: Layer) => costs[layer].map(({ cpuMicros }) => cpuMicros);
  return {
    title: 'tRPC in plain Express',
    about:
      'What hands a call to a procedure, in an Express without anything else, measured in the rounds of the table ' +
      `above; ${connections} connections, answers as long as that of \`users.me\`.`,
    columns: ['answered by', 'a second', 'CPU of one request, µs', 'CPU to a route'],
    rows: hosts.map(([layer, text]) => [
      text,
      spreadText(costs[layer].map(({ perSecond }) => perSecond)),
      spreadText(cpu(layer)),
      layer === 'express'
        ? ''
        : ratioText(ratiosOf(cpu(layer), cpu('express')), layer === 'host' ? { atMost: 2.5 } : undefined),
    ]),
  };
}
