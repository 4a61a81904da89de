/** What a call does beside its answer; `client/src/lib/trpc.ts` holds the table to the router's own paths. */
export interface CallTraits {
  /** Refused in a batch with `BATCH_REFUSED`: its cookies or its cost must be the request's only ones. */
  readonly alone: boolean;
  /** What a good answer does to the session's cookies: sets them for somebody, sets newer ones, clears them, or nothing. */
  readonly cookies: 'open' | 'renew' | 'end' | 'keep';
  /** Whether its 401 means that the session must be renewed before the call is sent again. */
  readonly needsSession: boolean;
  /** Queries whose answers are old once this call has been answered, well or not. */
  readonly outdates: readonly string[];
  /** Its answer is the signed-in user as they are now; a mutation has changed them. */
  readonly answersUser?: true;
}

const signIn = { alone: true, cookies: 'open', needsSession: false, outdates: [] } as const;
const ofTokens = { alone: true, cookies: 'keep', needsSession: false, outdates: [] } as const;
const change = { alone: true, cookies: 'keep', needsSession: true } as const;
const publicQuery = { alone: false, cookies: 'keep', needsSession: false, outdates: [] } as const;
const plainQuery = { alone: false, cookies: 'keep', needsSession: true, outdates: [] } as const;

/**
 * Every mutation, and every query that is not plain: a plain one needs a session, may travel in a batch, touches no
 * cookie and does not answer the signed-in user. A mutation that is missing, or a path that is none, does not compile
 * in the client and fails a test of the server.
 */
export const calls = {
  'account.changePassword': {
    ...change,
    cookies: 'renew',
    outdates: ['sessions.list', 'account.activity'],
  },
  'account.delete': { ...change, cookies: 'end', outdates: [] },
  'account.exportData': { ...change, outdates: ['account.activity'] },
  'auth.login': signIn,
  'auth.logout': { alone: true, cookies: 'end', needsSession: false, outdates: [] },
  'auth.reauthenticate': { ...change, outdates: ['account.activity'] },
  'auth.refresh': { alone: true, cookies: 'renew', needsSession: false, outdates: [] },
  'auth.register': signIn,
  'auth.session': publicQuery,
  'sessions.revoke': { ...change, outdates: ['sessions.list', 'account.activity'] },
  'sessions.revokeAll': { ...change, cookies: 'end', outdates: [] },
  'sessions.revokeOthers': { ...change, outdates: ['sessions.list', 'account.activity'] },
  'system.health': publicQuery,
  'tokens.issue': ofTokens,
  'tokens.refresh': ofTokens,
  'tokens.register': ofTokens,
  'tokens.revoke': ofTokens,
  'users.me': { ...plainQuery, answersUser: true },
  'users.updateProfile': { ...change, outdates: ['account.activity'], answersUser: true },
} as const satisfies Readonly<Record<string, CallTraits>>;

/** The traits of any path; one that is not in the table is a plain query. */
export function traitsOf(path: string): CallTraits {
  return Object.hasOwn(calls, path) ? calls[path as keyof typeof calls] : plainQuery;
}
