/** For what a person asks for by a button: it fails at once without a network, rather than wait unseen for one. */
export const evenOffline = { networkMode: 'always' } as const;
