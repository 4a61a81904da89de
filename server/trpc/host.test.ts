import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  Agent,
  createServer,
  request as sendRequest,
  type IncomingHttpHeaders,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { initTRPC, TRPCError } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import { createTRPCClient, httpBatchLink, httpBatchStreamLink, httpLink } from '@trpc/client';
import express, { type RequestHandler } from 'express';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { rootFolder } from '#server/config.ts';
import { generatedCall, type GeneratedCall } from '#server/testing/generated-calls.ts';
import { createHost } from '#server/trpc/host.ts';

/** `npm run test:fuzz` asks for ten thousand. */
const runs = Number(process.env['QP_FUZZ_INPUTS'] ?? 1000);

const t = initTRPC.context<{ caller: string }>().create({
  isDev: false,
  // The words of a refusal are the host's own; who formats errors, as we do, never shows them.
  errorFormatter: ({ shape, ctx, type }) => ({ ...shape, message: shape.data.code, ctx: ctx?.caller, type }),
});
const echo = z.object({ text: z.string().max(20) }).optional();
const waiting = Promise.withResolvers<AbortSignal>();
const router = t.router({
  plain: t.procedure.query(({ ctx }) => `a query for ${ctx.caller}`),
  nested: t.router({ echo: t.procedure.input(echo).query(({ input }) => input) }),
  nothing: t.procedure.query(() => undefined),
  change: t.procedure.input(echo).mutation(({ input }) => ({ changed: input?.text ?? null })),
  teapot: t.procedure.mutation(() => {
    throw new TRPCError({ code: 'CONFLICT', message: 'taken' });
  }),
  bug: t.procedure.query(() => {
    throw new Error('a bug');
  }),
  count: t.procedure.subscription(async function* () {
    yield 1;
    yield 2;
  }),
  hangs: t.procedure.query(({ signal }) => {
    waiting.resolve(signal!);
    return new Promise(() => undefined);
  }),
});

const options = {
  router,
  createContext: () => ({ caller: 'somebody' }),
  responseMeta: ({ errors }: { errors: TRPCError[] }) => ({ headers: { 'x-errors': String(errors.length) } }),
  allowMethodOverride: true,
};

const servers: Server[] = [];
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
let ports: readonly [host: number, adapter: number];
beforeAll(async () => {
  ports = [await listen(createHost(options)), await listen(createExpressMiddleware(options))];
});
afterAll(() => {
  agent.destroy();
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
});

async function listen(handler: RequestHandler): Promise<number> {
  const app = express().disable('x-powered-by').disable('etag');
  app.use('/trpc', express.text({ type: 'application/json' }), handler);
  const server = createServer(app);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

const headersThatMatter = ['content-type', 'vary', 'allow', 'x-errors', 'cache-control'];

async function answerOf(port: number, { method, path, headers, body }: GeneratedCall) {
  const call = sendRequest({ port, method, path: `/trpc${path}`, headers, agent });
  call.end(method === 'GET' || method === 'HEAD' ? undefined : body);
  const [response] = await once(call, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const all = response.headers as IncomingHttpHeaders;
  return {
    status: response.statusCode as number,
    headers: headersThatMatter.map((name) => `${name}: ${String(all[name])}`),
    body: Buffer.concat(chunks).toString(),
  };
}

test('the host answers as the adapter does, whatever is asked', { timeout: 60_000 + runs * 10 }, async () => {
  const statuses: Record<number, number> = {};
  const together = 8;
  const property = fc.asyncProperty(
    fc.array(generatedCall, { minLength: together, maxLength: together }),
    (batch) =>
      Promise.all(
        batch.map(async (sent) => {
          const [host, adapter] = await Promise.all(ports.map((port) => answerOf(port, sent)));
          expect({ sent, answer: host }).toEqual({ sent, answer: adapter });
          statuses[host!.status] = (statuses[host!.status] ?? 0) + 1;
        }),
      ).then(() => undefined),
  );
  await fc.assert(property, { numRuns: Math.ceil(runs / together) });
  expect(Object.keys(statuses)).toEqual(
    expect.arrayContaining(['200', '207', '400', '404', '405', '409', '500']),
  );
});

const links = {
  httpLink: (methodOverride: Override) =>
    httpLink({ url: `http://127.0.0.1:${ports[0]}/trpc`, ...methodOverride }),
  httpBatchLink: (methodOverride: Override) =>
    httpBatchLink({ url: `http://127.0.0.1:${ports[0]}/trpc`, ...methodOverride }),
  httpBatchStreamLink: (methodOverride: Override) =>
    httpBatchStreamLink({ url: `http://127.0.0.1:${ports[0]}/trpc`, ...methodOverride }),
};
type Override = { methodOverride?: 'POST' };
const overrides: Override[] = [{}, { methodOverride: 'POST' }];
const variants = overrides.flatMap((override) =>
  (Object.keys(links) as (keyof typeof links)[]).map((name) => [name, override] as const),
);

test.each(variants)("tRPC's own client is understood through %s with %o", async (name, override) => {
  const client = createTRPCClient<typeof router>({ links: [links[name](override)] });
  const answers = await Promise.allSettled([
    client.plain.query(),
    client.nested.echo.query({ text: 'й, &?#' }),
    client.nothing.query(),
    client.bug.query(),
  ]);
  const changes = await Promise.allSettled([client.change.mutate({ text: 'a' }), client.teapot.mutate()]);
  expect(answers.slice(0, 3).map((answer) => 'value' in answer && answer.value)).toEqual([
    'a query for somebody',
    { text: 'й, &?#' },
    undefined,
  ]);
  expect(answers[3]).toMatchObject({ reason: { data: { code: 'INTERNAL_SERVER_ERROR', path: 'bug' } } });
  expect(changes).toMatchObject([{ value: { changed: 'a' } }, { reason: { data: { httpStatus: 409 } } }]);
});

test('a subscription goes to the adapter and is streamed', async () => {
  const { body, headers } = await answerOf(ports[0], {
    method: 'GET',
    path: '/count',
    headers: {},
    body: '',
  });
  expect(headers[0]).toContain('text/event-stream');
  expect(body).toMatch(/data: 1\n[\s\S]*data: 2\n/);
});

test('a caller who leaves aborts the call', async () => {
  const call = sendRequest({ port: ports[0], path: '/trpc/hangs' });
  call.on('error', () => undefined).end();
  const signal = await waiting.promise;
  call.destroy();
  await expect.poll(() => signal.aborted).toBe(true);
});

test('the decision about the host names the version of tRPC it was read against', () => {
  const read = (name: string) => readFileSync(join(rootFolder, name), 'utf8');
  const { version } = JSON.parse(read('node_modules/@trpc/server/package.json'));
  expect(read('docs/decisions/0015-a-thin-host-for-trpc.md')).toContain(`@trpc/server ${version}`);
});
