import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import jwt from 'jsonwebtoken';
import { interleave, type Bench, type Figure, type Table } from '../bench.ts';
import { cookieHeader, openSessions, type OpenedSession } from '../database/opened-sessions.ts';
import { costOf, type Cost } from '../load/cost.ts';
import { getRequest } from '../load/requests.ts';
import type { MeasuredProcess } from '../processes/measured-process.ts';
import { startPlainServer } from '../server-process.ts';
import { ratiosOf } from '../statistics.ts';
import { ratioText, spreadText } from '../text.ts';

const people = 100;
const connections = 16;

const peers = {
  ours: { text: 'this server', path: '/trpc/users.me', atLeast: null },
  touching: { text: 'express-session, connect-pg-simple', path: '/me', atLeast: 1.5 },
  untouched: { text: 'the same, `disableTouch`: it writes nothing', path: '/me', atLeast: 1.5 },
  plainTrpc: { text: 'tRPC, Kysely, jsonwebtoken', path: '/trpc/users.me', atLeast: 1.3 },
};
type Name = keyof typeof peers;
const names = Object.keys(peers) as Name[];

type Headers = Record<string, string>;
/** A server, and for each person the headers that sign them in there. */
interface Peer extends MeasuredProcess {
  readonly port: number;
  readonly headers: Headers[];
}

/** What the same answer costs where it is written with less around it. */
export const besidePeers: Figure = async (bench) => {
  const sessions = await openSessions(bench.server.environment, people);
  const ours = { ...bench.server, headers: sessions.map(cookieHeader) };
  const touching = await startExpressSession(bench, sessions, []);
  const untouched = await startExpressSession(bench, sessions, ['untouched']);
  const plainTrpc = await startPlainTrpc(bench, sessions);
  const servers: Record<Name, Peer> = { ours, touching, untouched, plainTrpc };
  try {
    await requireSameAnswers(servers, sessions[0]?.userId);
    const costs = await interleave(bench, names, async (name) => {
      const requests = servers[name].headers.map((headers) => getRequest(peers[name].path, headers));
      return costOf(bench, servers[name], { connections, requests });
    });
    return [tableOf(costs)];
  } finally {
    await Promise.all([touching, untouched, plainTrpc].map((peer) => peer.stop()));
  }
};

async function startExpressSession(
  { people: { url } }: Bench,
  sessions: OpenedSession[],
  args: string[],
): Promise<Peer> {
  const env = { DATABASE_URL: url, SESSION_SECRET: randomBytes(32).toString('base64url') };
  const server = await startPlainServer('bench/peers/express-session.ts', { args, env });
  const headers: Headers[] = [];
  for (const { userId } of sessions) {
    const answer = await fetch(`http://127.0.0.1:${server.port}/sign-in/${userId}`, { method: 'POST' });
    headers.push({ Cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' });
    await answer.arrayBuffer();
  }
  return { ...server, headers };
}

async function startPlainTrpc({ people: { url } }: Bench, sessions: OpenedSession[]): Promise<Peer> {
  const secret = randomBytes(32).toString('base64url');
  const env = { DATABASE_URL: url, TOKEN_SECRET: secret };
  const server = await startPlainServer('bench/peers/plain-trpc.ts', { env });
  const headers = sessions.map(({ userId, sessionId }) => {
    const token = jwt.sign({ sid: sessionId }, secret, { subject: userId, expiresIn: '1h' });
    return { Authorization: `Bearer ${token}` };
  });
  return { ...server, headers };
}

/** Each must name the person asked for, in the same fields: another answer would be another figure. */
async function requireSameAnswers(servers: Record<Name, Peer>, userId: string | undefined): Promise<void> {
  const expected = await readUser('ours', servers.ours);
  for (const name of names) {
    const user = await readUser(name, servers[name]);
    if (!isDeepStrictEqual(user, expected) || user.id !== userId)
      throw new Error(`${peers[name].text} answers otherwise: ${JSON.stringify(user)}`);
  }
}

async function readUser(name: Name, { port, headers }: Peer): Promise<{ id?: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}${peers[name].path}`, { headers: headers[0] ?? {} });
  const body = (await answer.json()) as { id?: string; result?: { data: { id?: string } } };
  return body.result?.data ?? body;
}

function tableOf(costs: Record<Name, Cost[]>): Table {
  const values = (name: Name, of: keyof Cost) => costs[name].map((cost) => cost[of]);
  return {
    title: '`users.me`, beside servers written by hand',
    about:
      `The same person read from the same database, in the same fields; ${connections} connections. The others are ` +
      '`bench/peers/`: a session of express-session in PostgreSQL and a named statement, and tRPC with our stack but ' +
      'without limits, log lines, security headers and cookies. CPU is without PostgreSQL’s own.',
    columns: ['server', 'reads a second', 'p99, ms', 'CPU of one, µs', 'our rate to it', 'its CPU to ours'],
    rows: names.map((name) => {
      const { text, atLeast } = peers[name];
      const measured = [
        text,
        spreadText(values(name, 'perSecond')),
        spreadText(values(name, 'p99')),
        spreadText(values(name, 'cpuMicros')),
      ];
      if (atLeast === null) return [...measured, '', ''];
      const rates = ratiosOf(values('ours', 'perSecond'), values(name, 'perSecond'));
      const costRatios = ratiosOf(values(name, 'cpuMicros'), values('ours', 'cpuMicros'));
      return [...measured, ratioText(rates, { atLeast }), ratioText(costRatios)];
    }),
  };
}
