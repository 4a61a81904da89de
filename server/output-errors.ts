const ignore = () => undefined;

/** Ignores errors of writing to a full disk or a closed pipe. Node would end the process over them. */
export function ignoreOutputErrors(...streams: NodeJS.WritableStream[]): void {
  // Removed first, so that many loggers of one process add only one listener.
  for (const stream of streams) stream.off('error', ignore).on('error', ignore);
}
