import { z } from 'zod';

/** The process answers; `version` is the build's. */
export const healthOutput = z.object({ status: z.literal('ok'), version: z.string() });
