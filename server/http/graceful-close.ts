import type { Server } from 'node:http';

/** Requests that take longer are cut: an orchestrator that waits ten seconds must see the process gone before. */
const patienceMillis = 6000;

/** Stops listening, lets requests under way finish, and cuts what does not end in time. */
export async function closeGracefully(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // A busy keep-alive connection becomes idle after its answer; nobody tells, so it is looked for.
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), patienceMillis);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
