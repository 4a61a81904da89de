/** The same promise for every call, so that the work is done at most once, and only when somebody asks. */
export function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => (result ??= work());
}
