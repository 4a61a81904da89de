import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { isStalePlan } from '#server/db/postgres-errors.ts';
import type { Socket } from 'node:net';

/** Names in use since the schema last changed under this process. */
const names = new Map<string, string>();
let schemaChanges = 0;

/**
 * Has PostgreSQL parse and plan each statement once a connection: the driver prepares what has a name. The texts are
 * those of this program's repositories, a few dozen, so the names stay few.
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
      // Inside a transaction the statements before it are lost too: whoever began it begins again.
      if (client.getTransactionStatus() !== 'I') throw error;
      return send();
    });
  };
  client.query = named as typeof client.query;
}

/**
 * A migration changed what a prepared statement gives, and PostgreSQL refuses it once a connection and statement. New
 * names have all of them prepared anew, so only the first is refused.
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
