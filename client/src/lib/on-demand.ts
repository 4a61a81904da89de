/** Makes what is dear when it is first asked for, and keeps it. A phone takes milliseconds for one object of Intl. */
export function onDemand<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}
