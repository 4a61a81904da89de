import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import { nameOf, type Route } from '#server/rest/route.ts';
import { demandsOf, type ProcedurePolicy } from '#server/trpc/policy.ts';

/** The row of a route in the policy table. */
export interface RoutePolicy extends ProcedurePolicy {
  /** The procedure that it is another face of. */
  readonly as: string;
}

/** The policy of every route: that of its procedure, unless its own row says otherwise. */
export function routePolicies(routes: readonly Route[], router: AnyTRPCRouter): RoutePolicy[] {
  const procedures: Record<string, AnyTRPCProcedure | undefined> = router._def.procedures;
  return routes.map((route) => {
    const path = nameOf(route);
    const meta = procedures[route.as]?._def.meta as object | undefined;
    if (!meta) throw new Error(`${path} is the face of ${route.as}, which is no procedure`);
    const { who } = demandsOf(route.as, meta);
    const demands = demandsOf(path, route.policy ? { who, ...route.policy } : meta);
    const ofCookies = route.takesCookies ? (['UNAUTHENTICATED'] as const) : [];
    return {
      ...demands,
      codes: [...new Set([...ofCookies, ...demands.codes])],
      path,
      type: route.method === 'GET' ? 'query' : 'mutation',
      as: route.as,
      isAlone: false,
      namesThing: false,
    };
  });
}
