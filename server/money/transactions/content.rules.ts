import { createHash } from 'node:crypto';
import type { RecordInput, ReplaceInput, VoidInput } from '#shared/money/transaction-rows.ts';

type Write = RecordInput | ReplaceInput | VoidInput;

/** What a key was used for. A retry has the same, in whatever order its fields come. */
export function contentHash({ key: _key, portfolioId: _portfolioId, ...content }: Write): Buffer {
  return createHash('sha256').update(JSON.stringify(content, sorted)).digest();
}

function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
