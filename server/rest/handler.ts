import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { AppError } from '#server/errors/app-error.ts';
import { toAppError } from '#server/errors/error-body.ts';
import { validationError } from '#server/errors/validation-error.ts';
import { languageOf } from '#server/http/language.ts';
import { sendRefusal } from '#server/http/refusal.ts';
import { readSent } from '#server/rest/body.ts';
import { sendFile } from '#server/rest/file-answer.ts';
import { nameOf, type Route } from '#server/rest/route.ts';
import type { RoutePolicy } from '#server/rest/route-policy.ts';
import { fromWire, refusalOnWire, toWire, wireSchema } from '#server/rest/wire.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import type { ProcedurePolicy } from '#server/trpc/policy.ts';
import { requireAccess, requireActor } from '#server/trpc/procedures.ts';
import { noInput } from '#shared/shapes.ts';

interface Parts {
  readonly routes: readonly Route[];
  readonly policies: readonly RoutePolicy[];
  readonly contextOf: (response: Response) => Omit<RequestContext, 'isBatch'>;
  readonly onFailure: (name: string, refusal: AppError, thrown: unknown) => void;
}

type Served = Route & { readonly demands: ProcedurePolicy };

/** Answers the routes of a table; whatever path is in none of them goes on. */
export function createRestHandler({ routes, policies, contextOf, onFailure }: Parts): RequestHandler {
  const served = routes.map((route) => ({ ...route, demands: policyOf(route, policies) }));
  const byPath = Map.groupBy(served, ({ path }) => path as string);

  async function answer(route: Served, request: Request, response: Response): Promise<void> {
    const sent = await readSent(route, request);
    if (!sent) return;
    const context = contextOf(response);
    await requireAccess(context, route.demands);
    const { caller } = context.request;
    if (route.takesCookies && caller.channel === 'bearer') throw new AppError('UNAUTHENTICATED');
    const input = parse(route, sent.value);
    // A route for anybody is not typed to see the actor.
    const actor = route.isProtected ? await requireActor(context) : undefined!;
    const call = { ...context, request: { caller, actor }, language: languageOf(request) };
    const isPreferred = prefersRepresentation(request);
    const { run, answer: shape } = (isPreferred && route.preferred) || route;
    const outcome = await withWireNames(() => run(call, input));
    if (isPreferred && route.preferred) response.set('Preference-Applied', 'return=representation');
    if (route.file) return sendFile(response, route.file, outcome);
    if (!shape) return void response.status(route.status).end();
    response.status(isPreferred && route.preferred ? 200 : route.status).json(toWire(shape.parse(outcome)));
  }

  return (request, response, next) => {
    const offered = byPath.get(request.baseUrl + request.path);
    if (!offered) return next();
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = offered.find((one) => one.method === method);
    if (!route) {
      response.set('Allow', allowed(offered));
      return sendRefusal(request, response, new AppError('METHOD_NOT_ALLOWED'));
    }
    answer(route, request, response).catch((error: unknown) => {
      const refusal = toAppError(error);
      onFailure(nameOf(route), refusal, error);
      // RFC 9110 §15.5.2 requires the header, and cookies have no scheme to name.
      if (refusal.status === 401 && !route.takesCookies) response.set('WWW-Authenticate', 'Bearer');
      sendRefusal(request, response, refusal);
    });
  };
}

function policyOf(route: Route, policies: readonly RoutePolicy[]): RoutePolicy {
  const policy = policies.find(({ path }) => path === nameOf(route));
  if (!policy) throw new Error(`${nameOf(route)} has no policy`);
  return policy;
}

function allowed(offered: readonly Served[]): string {
  const methods = offered.map(({ method }) => method);
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].toSorted().join(', ');
}

/** RFC 7240 §2: preferences stand between commas, and what follows a semicolon belongs to the one before it. */
function prefersRepresentation(request: Request): boolean {
  const unquoted = (request.get('prefer') ?? '').replaceAll(/"[^"]*"/g, (quoted) =>
    quoted.includes(',') ? '' : quoted.slice(1, -1),
  );
  return unquoted
    .split(',')
    .some((one) => /^return *= *representation$/i.test((one.split(';', 1)[0] ?? '').trim()));
}

/** The input under the names of the services. What is wrong is told under those of the wire. */
function parse({ input, elsewhere }: Route, value: unknown): unknown {
  const schema: z.ZodType = input ? wireSchema(input) : noInput;
  const { success, data, error } = schema.safeParse(input ? (value ?? {}) : value);
  if (success) return input && fromWire(data as object);
  const refusal = validationError(error);
  const moved = Object.keys(refusal.fields ?? {}).find((name) => elsewhere && Object.hasOwn(elsewhere, name));
  const see = moved === undefined ? undefined : elsewhere?.[moved];
  if (see === undefined) throw refusal;
  throw new AppError('VALIDATION_FAILED', { fields: refusal.fields ?? {}, params: { see } });
}

async function withWireNames<Outcome>(act: () => Promise<Outcome> | Outcome): Promise<Outcome> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof AppError ? refusalOnWire(error) : error;
  }
}
