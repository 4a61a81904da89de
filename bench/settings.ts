/** How much is measured. Published figures use the defaults. */
export interface Settings {
  readonly rounds: number;
  /** The duration of one measurement of a round. */
  readonly seconds: number;
  /** There are few sign-ins a second, so measuring them takes longer. */
  readonly signInSeconds: number;
  readonly fewUsers: number;
  readonly manyUsers: number;
  /** Calls of each kind and size in one round, when sizes are compared. */
  readonly callsPerRound: number;
  /** Transactions of the largest portfolio; others have a tenth, a twentieth and a hundredth of them. */
  readonly manyTransactions: number;
}

export const fullSettings: Settings = {
  rounds: 5,
  seconds: 8,
  signInSeconds: 15,
  fewUsers: 10_000,
  manyUsers: 1_000_000,
  callsPerRound: 400,
  manyTransactions: 100_000,
};

/** For a quick look during a change; too short to be quoted. */
export const quickSettings: Settings = {
  rounds: 3,
  seconds: 1.5,
  signInSeconds: 5,
  fewUsers: 10_000,
  manyUsers: 100_000,
  callsPerRound: 150,
  manyTransactions: 100_000,
};
