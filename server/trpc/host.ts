import type { IncomingHttpHeaders } from 'node:http';
import {
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  transformTRPCResponse,
  TRPCError,
  type AnyTRPCProcedure,
  type AnyTRPCRouter,
  type inferRouterContext,
  type inferRouterError,
} from '@trpc/server';
import type { CreateExpressContextOptions } from '@trpc/server/adapters/express';
import { getHTTPStatusCode, type HTTPErrorHandler, type TRPCRequestInfo } from '@trpc/server/http';
import type { TRPCResponse } from '@trpc/server/rpc';
import type { Request, RequestHandler, Response } from 'express';
import { decodePath } from '#server/http/decode-path.ts';

type Call = TRPCRequestInfo['calls'][number];

const json = 'application/json';
/** The adapter streams on request, builds a URL of Host, and reads the media type of a GET. */
const unasked = { host: 'localhost', accept: json, 'trpc-accept': undefined, 'content-type': json };

interface HostOptions<Router extends AnyTRPCRouter> {
  readonly router: Router;
  readonly createContext: (options: CreateExpressContextOptions) => inferRouterContext<Router>;
  readonly responseMeta?: (outcome: { errors: TRPCError[] }) => { headers: Record<string, string> };
  readonly onError?: HTTPErrorHandler<Router, Request>;
  /** Whether a query may come by POST, which holds more than a URL. */
  readonly allowMethodOverride?: boolean;
  /** Whether a batch is streamed on request: status and headers are then sent before its calls run. */
  readonly allowStreaming?: boolean;
}

/**
 * Answers tRPC's calls with what Express has read: path, query, and body as text. tRPC's adapter builds a web `Request`
 * and a `Response` for each, at several times the price of the rest.
 *
 * The adapter gets whatever is no plain call: subscriptions, streams, forms, other methods, broken addresses. Only then
 * it is loaded, with Node's `fetch`: a twentieth of a start. ADR 15 names what of tRPC is used beyond its public types.
 */
export function createHost<Router extends AnyTRPCRouter>(options: HostOptions<Router>): RequestHandler {
  const { router, createContext, responseMeta, onError, allowStreaming = true } = options;
  const config = router._def._config;
  let adapter: Promise<RequestHandler> | undefined;

  async function answer(request: Request, response: Response, info: TRPCRequestInfo): Promise<void> {
    const ctx = createContext({ req: request, res: response, info });
    const errors: (TRPCError | undefined)[] = [];

    async function run({ procedure, path, getRawInput, batchIndex }: Call): Promise<unknown> {
      if (!procedure) throw new TRPCError({ code: 'NOT_FOUND', message: `There is no procedure "${path}"` });
      const { type } = procedure._def;
      const methods = methodsOf(type, options.allowMethodOverride);
      if (!methods.includes(request.method)) {
        response.setHeader('Allow', methods.join(', '));
        const message = `"${path}" is a ${type}, which ${request.method} does not call`;
        throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED', message });
      }
      return procedure({ path, getRawInput, ctx, type, signal: info.signal, batchIndex });
    }

    async function resultOf(call: Call): Promise<TRPCResponse<unknown, inferRouterError<Router>>> {
      try {
        return { result: { data: await run(call) } };
      } catch (cause) {
        const error = getTRPCErrorFromUnknown(cause);
        const { path, procedure, batchIndex } = call;
        const type = procedure?._def.type ?? ('unknown' as const);
        const details = { error, type, path, input: call.result(), ctx };
        onError?.({ ...details, req: request });
        errors[batchIndex] = error;
        return { error: getTRPCErrorShape({ ...details, config }) };
      }
    }

    const results = await Promise.all(info.calls.map(resultOf));
    const answered = info.isBatchCall ? results : results[0]!;
    const meta = responseMeta?.({ errors: errors.filter((error) => error !== undefined) });
    const headers = { Vary: 'trpc-accept, accept', 'Content-Type': json, ...meta?.headers };
    response.statusCode = getHTTPStatusCode(answered, errors);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end(JSON.stringify(transformTRPCResponse(config, answered)));
  }

  return async (request, response, next) => {
    const isPlain = isPlainRequest(request) && !(allowStreaming && asksForStream(request.headers));
    const info = isPlain ? readCalls(router, request) : null;
    response.once('close', () => response.writableEnded || info?.aborting.abort());
    if (info) return answer(request, response, info);
    if (!allowStreaming) Object.assign(request.headers, unasked);
    adapter ??= import('@trpc/server/adapters/express').then((it) => it.createExpressMiddleware(options));
    return (await adapter)(request, response, next);
  };
}

/** JSON whose text is at hand. The media type of a GET, which has no body, says nothing; nor does its Host. */
function isPlainRequest({ method, headers, body, url }: Request): boolean {
  if (!URL.canParse(url, 'http://localhost')) return false;
  if (method !== 'POST') return method === 'GET';
  const mediaType = headers['content-type']?.toLowerCase().split(';', 1)[0]?.trim();
  return mediaType === json && typeof body === 'string';
}

function asksForStream({ 'trpc-accept': own, accept = '' }: IncomingHttpHeaders): boolean {
  if (own !== undefined) return own === 'application/jsonl';
  return accept.split(',').some((type) => type.trim() === 'application/jsonl');
}

/** The calls of a plain request, their inputs unread; null for what is the adapter's to answer or refuse. */
function readCalls(router: AnyTRPCRouter, { path: whole, url, method, body }: Request) {
  const path = decodePath(whole.slice(whole.lastIndexOf('/') + 1));
  const query = new URLSearchParams(/\?([^#]*)/.exec(url)?.[1]);
  if (path === null || query.has('connectionParams')) return null;
  const isBatchCall = query.get('batch') === '1';
  const paths = isBatchCall ? path.split(',') : [path];
  const all: Record<string, AnyTRPCProcedure | undefined> = router._def.procedures;
  const types = new Set(paths.map((one) => all[one]?._def.type).filter((type) => type !== undefined));
  if (types.size > 1 || types.has('subscription')) return null;

  let inputs: unknown[] | undefined;
  const text = method === 'GET' ? query.get('input') : String(body);
  const calls = paths.map((one, batchIndex) => ({
    path: one,
    procedure: all[one] ?? null,
    batchIndex,
    getRawInput: async () => (inputs ??= parseInputs(text, paths, isBatchCall))[batchIndex],
    result: () => inputs?.[batchIndex],
  }));
  const aborting = new AbortController();
  const { signal } = aborting;
  const type = [...types][0] ?? ('unknown' as const);
  return { type, isBatchCall, calls, aborting, signal, accept: null, connectionParams: null, url: null };
}

function parseInputs(text: string | null, paths: string[], isBatchCall: boolean): unknown[] {
  try {
    const inputs: unknown = text ? JSON.parse(text) : {};
    if (!isBatchCall) return text ? [inputs] : [];
    if (Object(inputs) !== inputs || Array.isArray(inputs)) throw new TypeError('The inputs are no object');
    return paths.map((_, index) => (inputs as Record<number, unknown>)[index]);
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause });
  }
}

/** A mutation is never called by GET: a link or an image would do. */
function methodsOf(type: string, allowMethodOverride = false): string[] {
  return type === 'mutation' ? ['POST'] : allowMethodOverride ? ['GET', 'POST'] : ['GET'];
}
