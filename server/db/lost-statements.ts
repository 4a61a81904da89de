import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';

/**
 * Ends a connection on which a statement was given up. The driver stops waiting but keeps the connection, and
 * every later statement would wait behind the lost one, long after a black-holed database is back.
 */
export function endAfterLostStatement(client: PoolClient): void {
  const query = client.query.bind(client) as (...parameters: unknown[]) => unknown;
  const guarded = (...parameters: unknown[]) => {
    const answer = query(...parameters);
    if (answer instanceof Promise) answer.catch((error: unknown) => endWhenLost(client, error));
    return answer;
  };
  client.query = guarded as typeof client.query;
}

function endWhenLost(client: PoolClient, error: unknown): void {
  if (!(error instanceof Error) || error.message !== 'Query read timeout') return;
  const release = client.release.bind(client);
  client.release = () => release(true);
  // A rollback that waits behind the lost statement fails at once.
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
}
