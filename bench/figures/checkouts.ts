import { randomBytes } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { interleave, type Figure } from '../bench.ts';
import { cookieHeader, openSessions } from '../database/opened-sessions.ts';
import { costOf } from '../load/cost.ts';
import { getRequest } from '../load/requests.ts';
import { startServerProcess, type ServerProcess } from '../server-process.ts';
import { ratiosOf } from '../statistics.ts';
import { ratioText, spreadText } from '../text.ts';

const people = 100;
const connections = 8;
const here = 'this checkout';

/** `users.me` of other checkouts beside this one, over one database: what a change costs or saves. */
export function besideCheckouts(folders: readonly string[]): Figure {
  return async (bench) => {
    const servers = new Map<string, ServerProcess>([[here, bench.server]]);
    const requests = new Map<string, string[]>();
    try {
      for (const folder of folders) {
        // Its sources, as one of an older checkout has nothing else; once they run they cost the same.
        const main = join(resolve(folder), 'server/main.ts');
        const secret = randomBytes(32).toString('base64url');
        servers.set(basename(resolve(folder)), await startServerProcess(bench.people.url, secret, { main }));
      }
      for (const [name, { environment }] of servers) {
        const sessions = await openSessions(environment, people);
        requests.set(
          name,
          sessions.map((session) => getRequest('/trpc/users.me', cookieHeader(session))),
        );
      }
      const costs = await interleave(bench, [...servers.keys()], (name) =>
        costOf(bench, servers.get(name)!, { connections, requests: requests.get(name)! }),
      );
      const cpuOf = (name: string) => costs[name]!.map(({ cpuMicros }) => cpuMicros);
      return [
        {
          title: '`users.me` of several checkouts',
          about: `In turn within each round, over one database; ${connections} connections.`,
          columns: ['checkout', 'a second', 'CPU of one request, µs', 'its CPU to ours'],
          rows: [...servers.keys()].map((name) => [
            name,
            spreadText(costs[name]!.map(({ perSecond }) => perSecond)),
            spreadText(cpuOf(name)),
            name === here ? '' : ratioText(ratiosOf(cpuOf(name), cpuOf(here))),
          ]),
        },
      ];
    } finally {
      servers.delete(here);
      await Promise.all([...servers.values()].map((server) => server.stop()));
    }
  };
}
