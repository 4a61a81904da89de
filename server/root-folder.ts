import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The checkout's root, wherever this code was gathered into: `.env` and `.data/` live there. */
export const rootFolder = dirname(createRequire(import.meta.url).resolve('#package'));
