/** An import that the linter refuses, and what to do instead. */
export interface Pattern {
  readonly regex: string;
  readonly message: string;
  readonly allowTypeImports?: true;
}

const digits: Pattern = {
  regex: '^(#client/money/figures|\\.|\\.\\./figures)/priced-text\\.ts$',
  message: 'A priced figure is shown with its provenance: take a component of money/figures or money/charts.',
};

/** These tell the provenance beside the digits they read. */
const readers = new Set(['money/figures', 'money/charts']);

/** The digits of a priced figure, for every noun that may not read them. */
export function refusedDigits(place?: { domain: string; noun: string }): Pattern[] {
  return place && readers.has(`${place.domain}/${place.noun}`) ? [] : [digits];
}
