import { parseArgs } from 'node:util';
import { acquireEmbeddedPostgres } from '../embedded-postgres.ts';

// A process of its own that uses the embedded server: says so in one line, leaves when its input ends.
const [dataFolder = '', packageFolder] = parseArgs({ allowPositionals: true }).positionals;
try {
  const database = await acquireEmbeddedPostgres({
    dataFolder,
    say: () => undefined,
    settings: { fsync: 'off' },
    ...(packageFolder ? { packageFolder } : {}),
  });
  process.stdout.write(`${JSON.stringify({ url: database.url, folder: database.folder })}\n`);
  process.stdin.resume().once('end', () => void database.release());
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
