import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { isStalePlan } from '#server/db/postgres-errors.ts';
import type { Socket } from 'node:net';

/** The names of statements since the schema last changed under this process. */
const names = new Map<string, string>();
let schemaChanges = 0;

/**
 * Lets PostgreSQL parse and plan each statement once a connection: the driver prepares statements with a name. The
 * texts are the few dozen of this program's repositories, so the names stay few.
 */
export function nameStatements(client: PoolClient): void {
  const query = client.query.bind(client) as (...parameters: unknown[]) => unknown;
  const named = (text: unknown, values: unknown, ...rest: unknown[]) => {
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return query(text, values, ...rest);
    const send = () => query({ name: nameOf(text), text, values }, ...rest);
    const sentAt = schemaChanges;
    const answer = send();
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: unknown) => {
      if (!isStalePlan(error)) throw error;
      if (sentAt === schemaChanges) forgetPlans();
      // Inside a transaction the earlier statements are lost too: the caller must repeat the transaction.
      if (client.getTransactionStatus() !== 'I') throw error;
      return send();
    });
  };
  client.query = named as typeof client.query;
}

/**
 * After a migration PostgreSQL refuses a prepared statement once a connection, because its result has changed. New
 * names prepare every statement again, so only the first is refused.
 */
function forgetPlans(): void {
  schemaChanges += 1;
  names.clear();
}

/** PostgreSQL cuts names at 63 bytes, so the text itself cannot serve. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(`${schemaChanges} ${text}`).digest('base64url');
  names.set(text, name);
  return name;
}

/**
 * Ends a connection whose statement timed out. The driver stops waiting but keeps the connection. Every later statement
 * would wait behind the lost one, long after the database is reachable again.
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
  // A rollback that waits behind the lost statement then fails at once.
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
}
