import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';

const names = new Map<string, string>();

/**
 * Has PostgreSQL parse and plan each statement once a connection: the driver prepares what has a name. The texts are
 * those of this program's repositories, a few dozen, so the names stay few.
 */
export function nameStatements(client: PoolClient): void {
  const query = client.query.bind(client) as (...parameters: unknown[]) => unknown;
  const named = (text: unknown, values: unknown, ...rest: unknown[]) =>
    typeof text === 'string' && Array.isArray(values) && values.length > 0
      ? query({ name: nameOf(text), text, values }, ...rest)
      : query(text, values, ...rest);
  client.query = named as typeof client.query;
}

/** PostgreSQL cuts names at 63 bytes, so the text itself cannot serve. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
