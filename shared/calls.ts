/** What a call does beside answering. `client/src/lib/trpc.ts` checks the paths against the router's. */
export interface CallTraits {
  /** Refused in a batch with `BATCH_REFUSED`, because its cookies or its cost must stand alone. */
  readonly alone: boolean;
  /**
   * What a good answer does to the session's cookies: sets new ones, renews them, clears them, or nothing.
   * `challenge` sets that of a sign-in: its late answer must not overwrite the one of a right password.
   */
  readonly cookies: 'open' | 'renew' | 'end' | 'challenge' | 'keep';
  /** True when its 401 means: renew the session, then send the call again. */
  readonly needsSession: boolean;
  /** Queries whose answers are outdated once this call has been answered, even with a refusal. */
  readonly outdates: readonly string[];
  /** Its answer is the signed-in user as they are now; a mutation has changed them. */
  readonly answersUser?: true;
}

const signIn = { alone: true, cookies: 'open', needsSession: false, outdates: [] } as const;
const ofTokens = { alone: true, cookies: 'keep', needsSession: false, outdates: [] } as const;
/** By the link of a mail or by a challenge, signed in or not. */
const linked = { alone: true, cookies: 'keep', needsSession: false, outdates: [] } as const;
const change = { alone: true, cookies: 'keep', needsSession: true } as const;
const ofFactors = {
  ...change,
  outdates: ['factors.list', 'account.activity', 'account.protection'],
} as const;
/** What an administrator changed about a user. */
const administration = {
  ...change,
  outdates: ['admin.users.list', 'admin.users.get', 'admin.audit.list'],
} as const;
/** A change of one's own money. It may travel with others. */
const ofMoney = { alone: false, cookies: 'keep', needsSession: true } as const;
/** A change of what was recorded, and so of all figures. */
const ofLedger = {
  ...ofMoney,
  outdates: ['transactions.list', 'positions.list', 'lots.list', 'performance.get', 'netWorth.get'],
} as const;
/** A change of what money is reckoned by: a price, a rate, an instrument. */
const figures = ['positions.list', 'performance.get', 'netWorth.get'] as const;
/** A portfolio has come or gone with all that is in it. */
const ofAllMoney = {
  ...ofMoney,
  outdates: [...ofLedger.outdates, 'portfolios.list', 'instruments.list', 'prices.list', 'fxRates.list'],
} as const;
const publicQuery = { alone: false, cookies: 'keep', needsSession: false, outdates: [] } as const;
const plainQuery = { alone: false, cookies: 'keep', needsSession: true, outdates: [] } as const;

/** Answers with the caller as they are now. */
const ofOneself = { ...plainQuery, answersUser: true } as const;

/**
 * Lists every mutation, and every query with special traits. Any other query needs a session and may travel in a
 * batch. It touches no cookie and does not answer the signed-in user. A missing mutation or an unknown path does not
 * compile in the client, and fails a test of the server.
 */
export const calls = {
  'account.changePassword': {
    ...change,
    cookies: 'renew',
    outdates: ['sessions.list', 'account.activity', 'account.protection'],
  },
  'account.delete': { ...change, cookies: 'end', outdates: [] },
  'account.exportData': { ...change, outdates: ['account.activity', 'account.protection'] },
  'account.requestEmailVerification': { ...change, outdates: [] },
  'account.changeEmail': { ...change, outdates: ['account.activity'] },
  'admin.mails.retry': { ...change, outdates: ['admin.mails.list', 'admin.audit.list'] },
  'admin.users.revokeSessions': administration,
  'admin.users.sendReset': administration,
  'admin.users.setActive': administration,
  'admin.users.setMaxChats': administration,
  'admin.users.setRole': administration,
  'auth.checkLink': linked,
  'auth.confirmEmailChange': { ...linked, outdates: ['users.me', 'account.activity'] },
  'auth.login': signIn,
  'auth.loginWithPasskey': signIn,
  'auth.logout': { alone: true, cookies: 'end', needsSession: false, outdates: [] },
  'auth.reauthenticate': { ...change, outdates: ['account.activity', 'account.protection'] },
  'auth.passkeyOptions': { ...linked, cookies: 'challenge' },
  'auth.reauthenticationOptions': { ...change, outdates: [] },
  'auth.refresh': { alone: true, cookies: 'renew', needsSession: false, outdates: [] },
  'auth.register': signIn,
  'auth.requestPasswordReset': linked,
  'auth.reportSignIn': linked,
  'auth.resetPassword': linked,
  'auth.secondFactor': signIn,
  'auth.secondFactorOptions': linked,
  'auth.session': publicQuery,
  'auth.undoDeletion': linked,
  'auth.undoEmailChange': linked,
  'auth.verifyEmail': { ...linked, outdates: ['users.me', 'account.activity'] },
  'factors.addPasskey': ofFactors,
  'factors.beginPasskey': { ...change, outdates: [] },
  'factors.beginTotp': { ...change, outdates: [] },
  'factors.disableTotp': ofFactors,
  'factors.enableTotp': ofFactors,
  'factors.removePasskey': ofFactors,
  'factors.renamePasskey': { ...change, outdates: ['factors.list'] },
  'factors.renewRecoveryCodes': ofFactors,
  'fxRates.put': { ...ofMoney, outdates: ['fxRates.list', ...figures] },
  'fxRates.remove': { ...ofMoney, outdates: ['fxRates.list', ...figures] },
  'instruments.create': { ...ofMoney, outdates: ['instruments.list'] },
  'instruments.remove': { ...ofMoney, outdates: ['instruments.list', 'prices.list'] },
  'instruments.update': { ...ofMoney, outdates: ['instruments.list', 'transactions.list', ...figures] },
  'outbox.list': publicQuery,
  'portfolios.create': { ...ofMoney, outdates: ['portfolios.list', 'netWorth.get'] },
  'portfolios.createSample': ofAllMoney,
  'portfolios.remove': ofAllMoney,
  'portfolios.update': { ...ofMoney, outdates: ['portfolios.list', 'lots.list', ...figures] },
  'prices.put': { ...ofMoney, outdates: ['prices.list', ...figures] },
  'prices.remove': { ...ofMoney, outdates: ['prices.list', ...figures] },
  'sessions.revoke': { ...change, outdates: ['sessions.list', 'account.activity', 'account.protection'] },
  'sessions.revokeAll': { ...change, cookies: 'end', outdates: [] },
  'sessions.revokeOthers': {
    ...change,
    outdates: ['sessions.list', 'account.activity', 'account.protection'],
  },
  'system.health': publicQuery,
  'tokens.issue': ofTokens,
  'tokens.refresh': ofTokens,
  'tokens.register': ofTokens,
  'tokens.revoke': ofTokens,
  'tokens.secondFactor': ofTokens,
  'transactions.record': ofLedger,
  'transactions.replace': ofLedger,
  'transactions.void': ofLedger,
  'users.me': ofOneself,
  'users.setAvatar': ofOneself,
  'users.updateProfile': {
    ...change,
    outdates: ['account.activity', 'account.protection'],
    answersUser: true,
  },
} as const satisfies Readonly<Record<string, CallTraits>>;

/** The traits of a path; one that is not listed is a plain query. */
export function traitsOf(path: string): CallTraits {
  return Object.hasOwn(calls, path) ? calls[path as keyof typeof calls] : plainQuery;
}
