import { appRouter } from '#server/router.ts';
import { policiesOf, universalCodes } from '#server/trpc/policy.ts';
import type { ErrorCode } from '#shared/errors.ts';

const declared = new Map(policiesOf(appRouter).map(({ path, codes }) => [path, codes]));

/** Fails a test whose call was answered with a code that the procedure's policy row does not have. */
export function requireDeclaredCodes(path: string, body: string): void {
  const [, procedures] = /^\/trpc\/([\w.,]+)(?:\?|$)/.exec(path) ?? [];
  if (procedures === undefined || !body.includes('"error"')) return;
  const answers: unknown = JSON.parse(body);
  const paths = procedures.split(',');
  for (const [index, answer] of [answers].flat().entries()) requireDeclared(paths[index] ?? '', answer);
}

function requireDeclared(path: string, answer: unknown): void {
  const { error } = answer as { error?: { message: ErrorCode } };
  const codes = declared.get(path);
  if (!error || !codes || universalCodes.includes(error.message) || codes.includes(error.message)) return;
  throw new Error(`${path} answered ${error.message}, which its .meta({ codes }) does not name`);
}
