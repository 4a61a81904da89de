const ignore = () => undefined;

/** What is said to a full disk or to a reader that is gone is lost; Node would end the process over it. */
export function surviveLostReaders(...streams: NodeJS.WritableStream[]): void {
  // Taken off first: a process with many loggers still has one listener.
  for (const stream of streams) stream.off('error', ignore).on('error', ignore);
}
