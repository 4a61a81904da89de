import { operator } from '#server/cli/operator-acts.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';

/** Accounts of one transaction: so few that no call waits behind it. */
const step = 500;
const caller = operator('sign-out --everyone');

export interface SignedOut {
  readonly accounts: number;
  readonly endedSessions: number;
  readonly forgottenDevices: number;
}

const nothing: SignedOut = { accounts: 0, endedSessions: 0, forgottenDevices: 0 };

/**
 * Ends all sessions and forgets all devices of everybody, some accounts at a time. Each person who loses a session gets
 * an audit event. One event covers the whole act, if anybody lost anything. After an interruption, run it again.
 * `onStep` gets the number of accounts done.
 */
export async function signOutEveryone(
  inTransaction: InTransaction,
  onStep: (accounts: number) => void,
): Promise<SignedOut> {
  let total = nothing;
  let after: string | null = null;
  do {
    const last: string | null = after;
    const { ended, next }: Step = await inTransaction((repositories) => signOutStep(repositories, last));
    total = sum(total, ended);
    after = next;
    onStep(total.accounts);
  } while (after !== null);
  const event = { event: 'everyone-signed-out', userId: null, caller, details: { ...total } } as const;
  if (total.endedSessions + total.forgottenDevices > 0)
    await inTransaction(({ audit }) => audit.insert(event));
  return total;
}

interface Step {
  readonly ended: SignedOut;
  /** The account after which the next step begins; null at the end. */
  readonly next: string | null;
}

async function signOutStep(repositories: Repositories, after: string | null): Promise<Step> {
  const { accounts, sessionEndings, devices, audit } = repositories;
  const ids = (await accounts.findAfter(after, step)).map(({ id }) => id);
  if (ids.length === 0) return { ended: nothing, next: null };
  const ended = await sessionEndings.revokeAllOf(ids, 'revoked');
  const event = { event: 'sessions-revoked', caller } as const;
  await audit.insert(
    ...Array.from(ended, ([userId, endedSessions]) => ({ ...event, userId, details: { endedSessions } })),
  );
  const forgottenDevices = await devices.deleteAllOf(ids);
  const endedSessions = Array.from(ended.values()).reduce((all, count) => all + count, 0);
  return { ended: { accounts: ids.length, endedSessions, forgottenDevices }, next: ids.at(-1) ?? null };
}

function sum(one: SignedOut, other: SignedOut): SignedOut {
  return {
    accounts: one.accounts + other.accounts,
    endedSessions: one.endedSessions + other.endedSessions,
    forgottenDevices: one.forgottenDevices + other.forgottenDevices,
  };
}
