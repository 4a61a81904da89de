import { randomInt } from 'node:crypto';
import type { ListAuditInput, ListUsersInput } from '#shared/identity/admin.ts';
import type { Bench, Table } from '../bench.ts';
import type { ServicesOver } from '../database/services-over.ts';
import { percentile } from '../statistics.ts';
import { spreadText } from '../text.ts';

/** What an administrator waits for a page at most. */
const budgetMillis = 50;

interface Size extends Pick<ServicesOver, 'services'> {
  readonly users: number;
}

type Call = (size: Size, cursor: string) => Promise<unknown>;

const users =
  (input: ListUsersInput): Call =>
  ({ services }) =>
    services.adminUsers.list(input);
const usersFrom =
  (input: ListUsersInput): Call =>
  ({ services }, cursor) =>
    services.adminUsers.list({ ...input, cursor });
const audit =
  (input: ListAuditInput): Call =>
  ({ services }) =>
    services.adminAudit.list(input);

/** Searches by how many they find: one in a million, a few, thousands, and everybody. */
const calls: Readonly<Record<string, Call>> = {
  'the newest users': users({}),
  'users by e-mail, from anywhere': usersFrom({ sort: 'email' }),
  'users by username, backwards, from anywhere': usersFrom({ sort: 'username', direction: 'desc' }),
  'administrators by e-mail': users({ role: 'admin', sort: 'email' }),
  'disabled users': users({ isActive: false }),
  'active users, from anywhere': usersFrom({ isActive: true, role: 'user' }),
  'a whole e-mail': ({ services, users: count }) =>
    services.adminUsers.list({ search: `person-${randomInt(count) + 1}@bench.test` }),
  nobody: users({ search: 'nobody' }),
  'the beginning of a username (0.1 % of users)': users({ search: 'person-123' }),
  'the same by e-mail, active ones': users({ search: 'person-123', sort: 'email', isActive: true }),
  'a beginning of 1 % of users': users({ search: 'person-12' }),
  'the same by username, backwards': users({ search: 'person-12', sort: 'username', direction: 'desc' }),
  'a beginning of 1 % of users, most of them old': users({ search: 'person-49' }),
  'a beginning of 10 % of users': users({ search: 'person-1' }),
  'the beginning of everybody': users({ search: 'person' }),
  'administrators by the beginning of everybody': users({ search: 'person', role: 'admin' }),
  'what follows a first name': users({ search: '1234' }),
  'the newest events': audit({}),
  'events of one kind': audit({ event: 'signed-in' }),
  'events of a kind that never was': audit({ event: 'audit-exported' }),
  'events of one address': audit({ ip: '203.0.113.7' }),
  'events of one user': ({ services }, userId) => services.adminAudit.list({ userId }),
};

/** What an administrator waits for pages of everybody, each call in each round. */
export async function administrationOver({ settings, say }: Bench, size: Size): Promise<Table> {
  const { items } = await size.services.adminUsers.list({ limit: 100 });
  const cursorOf = (call: number) => items[call % items.length]?.id ?? '';
  const p95: Record<string, number[]> = {};
  for (let round = 0; round <= settings.rounds; round += 1) {
    say(`  administration, round ${round} of ${settings.rounds}`);
    for (const [name, call] of Object.entries(calls)) {
      const latencies: number[] = [];
      for (let count = 0; count < settings.callsPerRound / 10; count += 1) {
        const startedAt = performance.now();
        await call(size, cursorOf(count));
        latencies.push(performance.now() - startedAt);
      }
      // The first round only warms up.
      if (round > 0) (p95[name] ??= []).push(percentile(latencies, 0.95));
    }
  }
  return {
    title: 'Administration',
    about: `p95 of pages of the lists of administrators over ${size.users} people and their events, the services themselves, one call after another. A page of users is counted too, up to ten thousand. The promise is ${budgetMillis} ms.`,
    columns: ['page', 'p95, ms', `within ${budgetMillis} ms`],
    rows: Object.entries(p95).map(([name, values]) => [
      name,
      spreadText(values),
      values.every((value) => value <= budgetMillis) ? 'yes' : 'no',
    ]),
  };
}
