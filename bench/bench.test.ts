import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, inject, test } from 'vitest';
import { figures } from './figures.ts';
import { openConnection } from './load/connection.ts';
import { reportOf } from './report.ts';
import { runBench } from './run-bench.ts';
import { percentile, spreadOf } from './statistics.ts';

const tiny = {
  rounds: 1,
  seconds: 0.1,
  signInSeconds: 0.1,
  fewUsers: 20,
  manyUsers: 30,
  callsPerRound: 2,
  manyTransactions: 2000,
};

/** Those that hash take longer than a test may. */
const { 'sign-ins': _signIns, reads: _reads, ...quick } = figures;

test('whoever repeats the bench gets a table of each figure, and no failed request in it', async () => {
  const tables = await runBench({
    postgresUrl: inject('postgresUrl'),
    settings: tiny,
    figures: quick,
    say: () => undefined,
  });
  const report = reportOf([['commit', 'none']], tables);
  const titles = [...report.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual([
    '`users.me`, beside servers written by hand',
    'Refreshes',
    'Layers',
    'tRPC in plain Express',
    'Start',
    'Growth',
    'Administration',
    'Plans',
    'The desk',
  ]);
  expect(report).toContain('| repository methods without an example | 0 |');
  expect(report).not.toMatch(/NaN|undefined|\b(4\d\d|500): \d/);
}, 90_000);

test('a spread is the middle, the least and the most', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
  expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, least: 1, most: 4 });
});

test('a percentile is a value that was measured', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile([7], 0.99)).toBe(7);
});

test('a request over a connection that the server has closed fails, and waits for nothing', async () => {
  const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const connection = await openConnection((server.address() as AddressInfo).port);
  await connection.send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(connection.isFresh()).toBe(true);
  server.closeAllConnections();
  await expect.poll(() => connection.isFresh()).toBe(false);
  await expect(connection.send('GET / HTTP/1.1\r\n\r\n')).rejects.toThrow('closed the connection');
  server.close();
});
