import { restRoutes } from '#server/identity/rest/rest.router.ts';
import { routePolicies } from '#server/rest/route-policy.ts';
import { appRouter } from '#server/router.ts';
import { policiesOf, universalCodes } from '#server/trpc/policy.ts';
import type { ErrorCode } from '#shared/errors.ts';

const policies = [...policiesOf(appRouter), ...routePolicies(restRoutes, appRouter)];
const declared = new Map(policies.map(({ path, codes }) => [path, codes]));

/** Fails a test whose call was answered with a code that its row of the policy table does not have. */
export function requireDeclaredCodes(call: { method: string; path: string }, body: string): void {
  const path = call.path.split('?', 1)[0] ?? '';
  if (path.startsWith('/api/')) return requireOfRoute(`${call.method} ${path}`, body);
  const [, procedures] = /^\/trpc\/([\w.,]+)$/.exec(path) ?? [];
  if (procedures === undefined || !body.includes('"error"')) return;
  const answers: unknown = JSON.parse(body);
  const paths = procedures.split(',');
  for (const [index, answer] of [answers].flat().entries()) {
    const { error } = answer as { error?: { message: ErrorCode } };
    requireDeclared(paths[index] ?? '', error?.message);
  }
}

function requireOfRoute(name: string, body: string): void {
  if (!declared.has(name) || !/^\{.*"code"/s.test(body)) return;
  requireDeclared(name, (JSON.parse(body) as { code?: ErrorCode }).code);
}

function requireDeclared(path: string, code: ErrorCode | undefined): void {
  const codes = declared.get(path);
  if (!code || !codes || universalCodes.includes(code) || codes.includes(code)) return;
  throw new Error(`${path} answered ${code}, which its row of the policy table does not name`);
}
