import type { Server } from 'node:http';

/** Longer requests are cut: the process must end before the orchestrator kills it after ten seconds. */
const finishWithinMillis = 6000;

/** Stops listening, lets requests under way finish, and cuts what does not end in time. */
export async function closeGracefully(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // A busy keep-alive connection becomes idle after its answer. Node emits no event for that, so it is polled.
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), finishWithinMillis);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
