import { z } from 'zod';

/**
 * The input of a procedure without input: nothing, null or an empty object. An unknown field is an error here too. The
 * compiler of a caller sees no input at all.
 */
export const noInput = z.strictObject({}).nullish() as unknown as z.ZodType<void, void>;

/** An acknowledgement that carries nothing. */
export const okOutput = z.object({ ok: z.literal(true) });

/** The process answers; `version` is that of the build. */
export const healthOutput = z.object({ status: z.literal('ok'), version: z.string() });
