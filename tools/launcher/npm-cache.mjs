import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ownCache = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'build', 'npm-cache');

/** An account without a home it may write to, `nobody` say, keeps what npm fetches in this project. */
export function cacheFlags() {
  const cache = process.env.npm_config_cache;
  return !cache || isWritable(cache) ? [] : [`--cache=${ownCache}`];
}

function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
