import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { registerPerson } from '#server/testing/people.ts';
import { settleServers, type TestServer } from '#server/testing/test-server.ts';

/** Limits that count, and are never reached: each request runs the statements of a shipped server. */
const test = withServer({
  environment: { LIMIT_MAILS_PER_ADDRESS: '100000/60m', LIMIT_MAILS_PER_IP: '100000/60m' },
});

const kinds = ['unknown', 'known', 'disabled', 'deleted'] as const;
type Kind = (typeof kinds)[number];
const rounds = 60;
/** How often that many are measured. */
const most = 4;

/** An address of each kind; the unknown one is another each time. */
async function addresses(server: TestServer): Promise<(kind: Kind) => string> {
  const [known, disabled, deleted] = [
    await registerPerson(server),
    await registerPerson(server),
    await registerPerson(server),
  ];
  await server.db.updateTable('users').set({ is_active: false }).where('id', '=', disabled.id).execute();
  await deleted.browser.mutate('account.delete', { password: deleted.password });
  const emails = { known: known.email, disabled: disabled.email, deleted: deleted.email };
  return (kind) => (kind === 'unknown' ? `${randomUUID()}@example.com` : emails[kind]);
}

type Times = ReadonlyMap<Kind, number[]>;

/** With nothing left to do of the request before. */
async function measure(ask: (kind: Kind) => Promise<unknown>, times: Times): Promise<void> {
  for (let round = 0; round < rounds; round += 1)
    for (let turn = 0; turn < kinds.length; turn += 1) {
      const kind = kinds[(round + turn) % kinds.length]!;
      await settleServers();
      const startedAt = performance.now();
      await ask(kind);
      times.get(kind)!.push(performance.now() - startedAt);
    }
}

/** Each kind as a multiple of an unknown address. Of neighbours in time: whatever else the machine does falls on both. */
function ratios(times: Times): number[] {
  const references = times.get('unknown')!;
  return kinds
    .slice(1)
    .map((kind) => median(times.get(kind)!.map((time, round) => time / references[round]!)));
}

function median(numbers: number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

const areAlike = (found: number[]) => found.every((ratio) => ratio > 0.8 && ratio < 1.25);

/** A machine that is too busy to tell gets more rounds. */
async function expectAlike(ask: (kind: Kind) => Promise<unknown>): Promise<void> {
  const times = new Map(kinds.map((kind) => [kind, [] as number[]]));
  let found: number[] = [Number.NaN];
  for (let count = 0; count < most && !areAlike(found); count += 1) {
    await measure(ask, times);
    found = ratios(times);
  }
  expect(found.filter((ratio) => !areAlike([ratio]))).toEqual([]);
}

test(
  'a request for a reset takes as long for known, disabled and deleted addresses as for unknown ones',
  { timeout: 180_000 },
  async ({ server }) => {
    const emailOf = await addresses(server);
    const browser = server.newBrowser();
    await expectAlike(async (kind) => {
      const answer = await browser.mutate('auth.requestPasswordReset', { email: emailOf(kind) });
      expect([answer.status, answer.data]).toEqual([200, { ok: true }]);
    });
  },
);

test(
  'asking to move to an address takes as long for one of somebody as for a free one',
  { timeout: 180_000 },
  async ({ server, person }) => {
    const emailOf = await addresses(server);
    await expectAlike(async (kind) => {
      const answer = await person.browser.mutate('account.changeEmail', { newEmail: emailOf(kind) });
      expect([answer.status, answer.data]).toEqual([200, { ok: true }]);
    });
  },
);
