/** Runs `make` at most once, and only when it is needed: everybody gets the same result. */
export function once<Made>(make: () => Made): () => Made {
  let made: { readonly result: Made } | undefined;
  return () => (made ??= { result: make() }).result;
}
