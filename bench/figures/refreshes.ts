import { interleave, type Figure } from '../bench.ts';
import { cookieHeader, openSessions } from '../database/opened-sessions.ts';
import { ratePerSecond, withoutRefusals } from '../load/jobs.ts';
import { getRequest } from '../load/requests.ts';
import { percentile, ratiosOf } from '../statistics.ts';
import { ratioText, spreadText } from '../text.ts';

const connections = 16;

/** How many refreshes a second the server answers. */
export const refreshes: Figure = async (bench) => {
  const { server, load, settings } = bench;
  const { port } = server;
  const { seconds } = settings;
  const measured = await interleave(bench, ['read', 'refresh'], async (what) => {
    const opened = await openSessions(server.environment, connections);
    const refreshTokens = opened.map(({ refreshToken }) => refreshToken);
    const requests = opened.map((session) => getRequest('/trpc/users.me', cookieHeader(session)));
    const result = await load.run(
      what === 'read'
        ? { kind: 'closed', port, seconds, connections, requests }
        : { kind: 'refresh', port, seconds, refreshTokens },
    );
    return withoutRefusals(result);
  });
  const rates = measured.refresh.map(ratePerSecond);
  const reads = measured.read.map(ratePerSecond);
  return [
    {
      title: 'Refreshes',
      about: `\`auth.refresh\`, ${connections} chains of tokens at once, each rotation written and flushed to disk.`,
      columns: ['what', 'a second', 'p99, ms', 'to `users.me`'],
      rows: [
        ['`users.me`', spreadText(reads), p99Text(measured.read), ''],
        [
          '`auth.refresh`',
          spreadText(rates),
          p99Text(measured.refresh),
          ratioText(ratiosOf(rates, reads), { atLeast: 0.6 }),
        ],
      ],
    },
  ];
};

function p99Text(rounds: { latencies: readonly number[] }[]): string {
  return spreadText(rounds.map(({ latencies }) => percentile(latencies, 0.99)));
}
