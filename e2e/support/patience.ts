import { setTimeout as pause } from 'node:timers/promises';
import { test, type APIResponse, type BrowserContext } from '@playwright/test';

/** A deployment has its limits on, and a server may be busy: waits as long as it is told to. */
export async function waitAsAsked(
  send: () => Promise<APIResponse>,
  wait = waitSeconds,
): Promise<APIResponse> {
  for (;;) {
    const response = await send();
    if (![429, 503].includes(response.status())) return response;
    await wait(Number(response.headers()['retry-after'] ?? 1));
  }
}

/** Says so, because it may be long. */
async function waitSeconds(seconds: number): Promise<void> {
  process.stdout.write(`Waiting ${seconds} s for the limits of the server\n`);
  await pause(seconds * 1000);
}

/** The same within a journey, whose own time is not spent by it. */
export function waitInJourney(seconds: number): Promise<void> {
  test.setTimeout(test.info().timeout + seconds * 1000);
  return waitSeconds(seconds);
}

const minute = 60_000;
/** A little less than a deployment's limits, which a page cannot wait out as a client can. */
const budgets = [
  { calls: /\/trpc\//, most: 60, within: minute },
  { calls: /auth\.(login|register)/, most: 50, within: 10 * minute },
  { calls: /auth\.register/, most: 15, within: 60 * minute },
];
const sent: { url: string; at: number }[] = [];

export function noteCall(url: string): void {
  sent.push({ url, at: Date.now() });
}

export function noteCallsOf(context: BrowserContext): void {
  context.on('request', (request) => noteCall(request.url()));
}

/** Before a journey against a deployment: waits until its calls will find room. */
export async function waitForRoom(): Promise<void> {
  const now = Date.now();
  const waits = budgets.map(({ calls, most, within }) => {
    const recent = sent.filter(({ url, at }) => calls.test(url) && at > now - within);
    const last = recent.at(-most);
    return last ? last.at + within - now : 0;
  });
  const seconds = Math.ceil(Math.max(...waits) / 1000);
  if (seconds > 0) await waitInJourney(seconds);
}
