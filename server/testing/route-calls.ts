import { z } from 'zod';
import { restRoutes } from '#server/identity/rest/rest.router.ts';
import { nameOf, type Route } from '#server/rest/route.ts';
import { routePolicies, type RoutePolicy } from '#server/rest/route-policy.ts';
import { wireSchema } from '#server/rest/wire.ts';
import { appRouter } from '#server/router.ts';
import type { Answer, TestBrowser } from '#server/testing/test-browser.ts';
import { leastInput } from '#server/testing/valid-input.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A route with its row of the policy table, and the schema of what it takes on the wire. */
export interface ListedRoute {
  readonly path: string;
  readonly route: Route;
  readonly policy: RoutePolicy;
  /** Null for one that takes nothing. */
  readonly input: JsonSchema | null;
}

/** Every route of the table. */
export const listedRoutes: readonly ListedRoute[] = routePolicies(restRoutes, appRouter).map(
  (policy, index) => {
    const route = restRoutes[index]!;
    const taken = route.input && wireSchema(route.input);
    const input = taken ? z.toJSONSchema(taken, { io: 'input', unrepresentable: 'any' }) : null;
    return { path: nameOf(route), route, policy, input };
  },
);

/** The least a route accepts, filled by what is known. */
export function validBody({ input }: ListedRoute, known: Record<string, unknown>): object | undefined {
  return input ? leastInput(input, known) : undefined;
}

interface Sent {
  /** JSON text, or any object; a route that takes a form or a query gets its fields as one. */
  readonly body: string | object | undefined;
  readonly accessToken?: string | undefined;
  readonly cookies?: Record<string, string> | undefined;
}

/** Calls a route in the encoding that it takes. */
export function callRoute(browser: TestBrowser, { route }: ListedRoute, sent: Sent): Promise<Answer> {
  const { accessToken, cookies } = sent;
  const isInQuery = route.encoding === 'query';
  const fields = encoded(route, sent.body);
  const body = isInQuery ? undefined : fields;
  const path = isInQuery && fields !== undefined ? `${route.path}?${fields}` : route.path;
  const mediaType = route.encoding === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';
  const headers = {
    ...(body !== undefined && { 'content-type': mediaType }),
    ...(accessToken !== undefined && !route.takesCookies && { authorization: `Bearer ${accessToken}` }),
  };
  // fetch sends no body with GET.
  const method = { method: route.method, ...(body !== undefined && route.method !== 'GET' && { body }) };
  return browser.send(path, { ...method, headers, ...(cookies && { cookies }) });
}

function encoded({ encoding }: Route, body: string | object | undefined): string | undefined {
  if (body === undefined || typeof body === 'string') return body;
  return encoding === undefined ? JSON.stringify(body) : asForm(body);
}

/** An object as a form writes it. */
export function asForm(fields: object): string {
  const pairs = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
  return String(new URLSearchParams(pairs));
}
