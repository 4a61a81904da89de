import { expect, test } from 'vitest';
import { z } from 'zod';
import { publicProcedure, router } from '#server/trpc/procedures.ts';
import { boundedText, presentedText, rowId, trimmedText } from '#shared/text.ts';
import { unboundedTextsOf } from './unbounded-inputs.ts';

function problemsOf(field: z.ZodType): string[] {
  const procedure = publicProcedure
    .meta({ codes: [] })
    .input(z.strictObject({ name: field }))
    .output(z.string())
    .query(() => 'ok');
  return unboundedTextsOf(router({ planted: procedure }));
}

test.each([
  ['a text without a bound', z.string()],
  ['a bound that lets zod go on', z.string().max(10)],
  ['a bound behind what it should stand before', z.string().trim().max(10, { abort: true })],
  ['an optional text', z.string().optional()],
  ['an id', z.guid()],
  ['a text in a list', z.array(z.string())],
  ['a text in one of several shapes', z.union([z.number(), z.strictObject({ name: z.string() })])],
  ['a text that is made into something else', z.string().transform(Number)],
  ['a key', z.record(z.string(), z.number())],
])('%s is told with its place', (_what, field) => {
  expect(problemsOf(field)).toMatchObject([expect.stringMatching(/^planted\.name\b.* is read before/)]);
});

test.each([
  ['a bounded text', boundedText(10).regex(/^a/)],
  ['a trimmed one', trimmedText(10).optional()],
  ['one with a code of its own', boundedText(10, 'PASSWORD_TOO_LONG').superRefine(() => undefined)],
  ['an id of a row', rowId],
  ['what is presented', presentedText],
  ['a list of words', z.enum(['one'])],
])('%s may be an input', (_what, field) => {
  expect(problemsOf(field)).toEqual([]);
});
