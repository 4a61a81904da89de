import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { tellPendingMigrations } from './pending-migrations.ts';

test('a migration that comes while the development server runs is told once, with what to type', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qp-pending-'));
  const lines: string[] = [];
  let asked = 0;
  const status = { ok: false, reason: 'migration 0099-x has not been applied' } as const;
  const readStatus = () => Promise.resolve(((asked += 1), status));
  const stop = tellPendingMigrations(folder, readStatus, (line) => lines.push(line));
  writeFileSync(join(folder, '0099-x.ts'), '');
  await vi.waitFor(() => expect(asked).toBe(1), { timeout: 5000 });
  writeFileSync(join(folder, '0099-x.ts'), '// edited');
  await vi.waitFor(() => expect(asked).toBe(2), { timeout: 5000 });
  expect(lines).toEqual(['migration 0099-x has not been applied: npm run migrate -- up']);
  stop();
  rmSync(folder, { recursive: true });
});
