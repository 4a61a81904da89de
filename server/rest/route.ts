import { z } from 'zod';
import type { ActorRequest, AnyRequest } from '#server/caller.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import type { PolicyRow } from '#server/trpc/policy.ts';
import type { Locale } from '#shared/locales.ts';

/** What a route acts with. */
interface RestCall<Request extends AnyRequest> extends Pick<RequestContext, 'services' | 'cookies'> {
  readonly request: Request;
  /** The one that the caller likes best. */
  readonly language: Locale;
}

/** A file, and the cursor at which the rest of it begins; null at the end. */
export const fileAnswer = z.object({ text: z.string(), nextCursor: z.string().nullable() });

type Run<Request extends AnyRequest, Input, Outcome> = (
  call: RestCall<Request>,
  input: Input,
) => Promise<Outcome> | Outcome;

/** A route's row. Names in its schemas are those of the services; the wire writes them in snake_case. */
interface RouteRow<Input extends z.ZodType, Answer extends z.ZodType, Request extends AnyRequest> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/api/${string}`;
  /** The procedure that this is another face of: who may call it, its limits and its codes hold here too. */
  readonly as: string;
  /** Where more or less is asked than by that procedure. */
  readonly policy?: Omit<PolicyRow, 'who'>;
  /** Its group in the OpenAPI document, and one line about it. */
  readonly tag: 'tokens' | 'account' | 'administration' | 'cookies';
  readonly summary: string;
  /** What the caller sends, in a body of JSON where nothing else is said. */
  readonly input?: Input;
  readonly encoding?: 'form' | 'query';
  /** Fields that another call changes: the refusal names it. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** Serves browsers by cookies, and nobody else. */
  readonly takesCookies?: true;
  /** 204 has no answer. */
  readonly status: 200 | 201 | 204;
  readonly answer?: Answer;
  /** The answer is a `fileAnswer`, sent as this file and not as JSON. */
  readonly file?: { readonly type: 'text/csv'; readonly name: string };
  readonly run: Run<Request, z.output<Input>, z.input<Answer>>;
}

/** What a caller gets with `Prefer: return=representation` (RFC 7240 §4.2), by 200. */
interface Preferred<Input extends z.ZodType, Answer extends z.ZodType, Request extends AnyRequest> {
  readonly answer: Answer;
  readonly run: Run<Request, z.output<Input>, z.input<Answer>>;
}

/** A route as the handler and the documents read it. */
export interface Route extends Omit<RouteRow<z.ZodType, z.ZodType, ActorRequest>, 'run'> {
  readonly run: Run<ActorRequest, unknown, unknown>;
  readonly isProtected: boolean;
  readonly preferred?: { readonly answer: z.ZodType; readonly run: Run<ActorRequest, unknown, unknown> };
}

/** A route for anybody. */
export function publicRoute<Input extends z.ZodType, Answer extends z.ZodType>(
  row: RouteRow<Input, Answer, AnyRequest>,
): Route {
  return { ...row, run: row.run as Route['run'], isProtected: false };
}

/** A route for somebody signed in. */
export function protectedRoute<
  Input extends z.ZodType,
  Answer extends z.ZodType,
  Preference extends z.ZodType,
>(row: RouteRow<Input, Answer, ActorRequest>, preferred?: Preferred<Input, Preference, ActorRequest>): Route {
  const run = row.run as Route['run'];
  if (!preferred) return { ...row, run, isProtected: true };
  return { ...row, run, isProtected: true, preferred: { ...preferred, run: preferred.run as Route['run'] } };
}

/** How a route is named in logs, tests and the policy table. */
export function nameOf({ method, path }: Pick<Route, 'method' | 'path'>): string {
  return `${method} ${path}`;
}
