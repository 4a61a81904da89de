import { universalCodes, type ProcedurePolicy } from '#server/trpc/policy.ts';
import { errorCatalog, type ErrorCode } from '#shared/errors.ts';

/** The five kinds of callers. `other user` calls with the id of something that belongs to `user`. */
export const callers = ['anonymous', 'user', 'other user', 'admin', 'disabled'] as const;
export type CallerKind = (typeof callers)[number];

/** How a caller is refused for lack of rights, or `allowed`. */
export function verdictOn(policy: ProcedurePolicy, caller: CallerKind): ErrorCode | 'allowed' {
  const { who, codes, namesThing } = policy;
  if (caller === 'disabled' && codes.includes('ACCOUNT_DISABLED')) return 'ACCOUNT_DISABLED';
  if (who === 'anyone') return 'allowed';
  if (caller === 'anonymous' || caller === 'disabled') return 'UNAUTHENTICATED';
  if (who !== 'signed-in' && who !== 'refresh-cookie') return caller === 'admin' ? 'allowed' : 'FORBIDDEN';
  return caller === 'other user' && namesThing ? 'NOT_FOUND' : 'allowed';
}

const head = `# Who may call what

Written by \`npm run docs:policy\` from the router; a test fails when it is stale, and another makes every call of it
on the whole server. A procedure's row is its \`.meta()\` and its line in \`shared/calls.ts\`; what they demand is enforced from there.

- **yes**: not refused for who they are. Nothing but an id names somebody else's things, and **other user** is a
  user who presents one; everything else reaches the caller's own alone.
- **disabled**: an account that was disabled while its cookies, tokens and password were still at hand.
- **limits**: [security.md](security.md#limits) tells their values. Every call counts for \`REQUESTS_PER_MINUTE\` as well.
- **alone**: refused in a batch with \`BATCH_REFUSED\`.
- Beside its own codes every call may answer ${universalCodes.map(quoted).join(', ')}.
`;

const headOfRoutes = `## Routes of the REST face

A route asks what its procedure asks, unless its row in \`server/identity/rest/rest.router.ts\` says otherwise.
Whoever is signed in comes with a Bearer token; \`/api/auth\` takes cookies. No route is a batch.
`;

/** A route of the REST face and the procedure that it is another face of. */
type Route = ProcedurePolicy & { readonly as: string };

/** docs/policy.md, before the formatter has aligned it. */
export function policyTable(policies: readonly ProcedurePolicy[], routes: readonly Route[]): string {
  const access = table(['procedure', 'who', ...callers], policies.map(accessOf));
  const ofRoutes = table(
    ['route', 'as', 'who', ...callers, 'limits', 'codes of its own'],
    routes.map((route) => {
      const [path = '', ...rest] = accessOf(route);
      return [path, quoted(route.as), ...rest, ...listsOf(route)];
    }),
  );
  const answers = table(
    ['procedure', 'kind', 'alone', 'limits', 'codes of its own'],
    policies.map((policy) => [
      quoted(policy.path),
      policy.type,
      policy.isAlone ? 'yes' : '',
      ...listsOf(policy),
    ]),
  );
  return `${head}\n## Access\n\n${access}\n\n## Limits and codes\n\n${answers}\n\n${headOfRoutes}\n${ofRoutes}\n`;
}

function accessOf(policy: ProcedurePolicy): string[] {
  const { path, who } = policy;
  return [quoted(path), who, ...callers.map((caller) => cellOf(verdictOn(policy, caller)))];
}

function listsOf({ limits, codes }: ProcedurePolicy): string[] {
  return [limits, codes].map((names: readonly string[]) => names.map(quoted).join(' '));
}

function table(titles: string[], rows: string[][]): string {
  const lines = [titles, titles.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellOf(verdict: ErrorCode | 'allowed'): string {
  return verdict === 'allowed' ? 'yes' : `${errorCatalog[verdict].status} \`${verdict}\``;
}

function quoted(name: string): string {
  return `\`${name}\``;
}
