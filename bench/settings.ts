/** How much is measured. The figures that are published come from the defaults. */
export interface Settings {
  readonly rounds: number;
  /** How long one measurement of a round lasts. */
  readonly seconds: number;
  /** Sign-ins are few, so theirs last longer. */
  readonly signInSeconds: number;
  readonly fewUsers: number;
  readonly manyUsers: number;
  /** Calls of each kind and size in a round of the comparison of sizes. */
  readonly callsPerRound: number;
}

export const fullSettings: Settings = {
  rounds: 5,
  seconds: 8,
  signInSeconds: 15,
  fewUsers: 10_000,
  manyUsers: 1_000_000,
  callsPerRound: 400,
};

/** For a look while something is changed; too short to be quoted. */
export const quickSettings: Settings = {
  rounds: 3,
  seconds: 1.5,
  signInSeconds: 5,
  fewUsers: 10_000,
  manyUsers: 100_000,
  callsPerRound: 150,
};
