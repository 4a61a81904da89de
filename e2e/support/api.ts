import { expect, type APIRequestContext, type APIResponse } from '@playwright/test';
import { noteCall, waitAsAsked, waitInJourney } from './patience.ts';

/** A connection kept alive may be closed by the server in the very moment it is used again. */
const headers = { connection: 'close' };

/** Calls a procedure as a client without a browser; the context keeps the cookies. */
export function mutate<Output>(
  request: APIRequestContext,
  procedure: string,
  data: unknown = {},
): Promise<Output> {
  return call(procedure, (url) => request.post(url, { data, headers }));
}

export function query<Output>(request: APIRequestContext, procedure: string): Promise<Output> {
  return call(procedure, (url) => request.get(url, { headers }));
}

async function call<Output>(procedure: string, send: (url: string) => Promise<APIResponse>): Promise<Output> {
  const url = `/trpc/${procedure}`;
  noteCall(url);
  const response = await waitAsAsked(() => send(url), waitInJourney);
  expect(response.status(), `${procedure}: ${await response.text()}`).toBe(200);
  return ((await response.json()) as { result: { data: Output } }).result.data;
}
