import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, type APIRequestContext, type APIResponse } from '@playwright/test';

/** A connection kept alive may be closed by the server in the very moment it is used again. */
const headers = { connection: 'close' };

/** Calls a procedure as a client without a browser; the context keeps the cookies. */
export async function mutate<Output>(
  request: APIRequestContext,
  procedure: string,
  input: unknown = {},
): Promise<Output> {
  const response = await waitAsAsked(() => request.post(`/trpc/${procedure}`, { data: input, headers }));
  expect(response.status(), `${procedure}: ${await response.text()}`).toBe(200);
  return ((await response.json()) as { result: { data: Output } }).result.data;
}

export async function query<Output>(request: APIRequestContext, procedure: string): Promise<Output> {
  const response = await waitAsAsked(() => request.get(`/trpc/${procedure}`, { headers }));
  expect(response.status(), `${procedure}: ${await response.text()}`).toBe(200);
  return ((await response.json()) as { result: { data: Output } }).result.data;
}

/** A deployment has its limits on, and a server may be busy: a journey waits as long as it is told to, in extra time. */
async function waitAsAsked(send: () => Promise<APIResponse>): Promise<APIResponse> {
  for (;;) {
    const response = await send();
    if (![429, 503].includes(response.status())) return response;
    const seconds = Number(response.headers()['retry-after'] ?? 1);
    giveTime(seconds);
    process.stdout.write(`Waiting ${seconds} s, as the server asks\n`);
    await pause(seconds * 1000);
  }
}

function giveTime(seconds: number): void {
  const { timeout } = test.info();
  test.setTimeout(timeout + seconds * 1000);
}
