import { setTimeout as pause } from 'node:timers/promises';
import { openConnection, type Connection } from './connection.ts';
import type { Job, JobResult } from './jobs.ts';
import { createRecorder } from './recorder.ts';
import { postRequest } from './requests.ts';

/** Runs one job to its end. */
export async function runJob(job: Job): Promise<JobResult> {
  if (job.kind === 'open') return runOpenLoop(job);
  if (job.kind === 'refresh') return runRefreshes(job);
  return runClosedLoop(job);
}

async function runClosedLoop(job: Job & { kind: 'closed' }): Promise<JobResult> {
  const recorder = createRecorder();
  const deadline = performance.now() + job.seconds * 1000;
  let next = 0;
  const loop = async (connection: Connection) => {
    while (performance.now() < deadline)
      await recorder.send(connection, job.requests[next++ % job.requests.length] ?? '');
  };
  await withConnections(job.port, job.connections, (connections) => Promise.all(connections.map(loop)));
  return recorder.result();
}

async function runOpenLoop(job: Job & { kind: 'open' }): Promise<JobResult> {
  const recorder = createRecorder();
  const idle: Connection[] = [];
  const all: Connection[] = [];
  const send = async (request: string) => {
    const last = idle.pop();
    const connection = last?.isFresh() ? last : await openConnection(job.port);
    if (connection !== last) all.push(connection);
    await recorder.send(connection, request);
    idle.push(connection);
  };
  const underWay: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let sent = 0; sent < job.seconds * job.perSecond; sent += 1) {
    await pause(Math.max(0, startedAt + (sent * 1000) / job.perSecond - performance.now()));
    underWay.push(send(job.requests[sent % job.requests.length] ?? ''));
  }
  await Promise.all(underWay);
  for (const connection of all) connection.close();
  return recorder.result();
}

async function runRefreshes(job: Job & { kind: 'refresh' }): Promise<JobResult> {
  const recorder = createRecorder();
  const deadline = performance.now() + job.seconds * 1000;
  const chain = async (connection: Connection, index: number) => {
    let token = job.refreshTokens[index] ?? '';
    while (performance.now() < deadline) {
      const request = postRequest('/trpc/auth.refresh', undefined, { Cookie: `qp_refresh=${token}` });
      const { head } = await recorder.send(connection, request);
      token = /\r\nset-cookie: qp_refresh=([^;\r]+)/i.exec(head)?.[1] ?? token;
    }
  };
  await withConnections(job.port, job.refreshTokens.length, (connections) =>
    Promise.all(connections.map(chain)),
  );
  return recorder.result();
}

async function withConnections(
  port: number,
  count: number,
  work: (connections: Connection[]) => Promise<unknown>,
): Promise<void> {
  const connections = await Promise.all(Array.from({ length: count }, () => openConnection(port)));
  try {
    await work(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}
