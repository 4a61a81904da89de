import { afterEach, expect, test, vi } from 'vitest';
import { createTabChannel, type TabMessage } from '#client/session/tab-channel.ts';

const open: BroadcastChannel[] = [];
afterEach(() => {
  for (const channel of open.splice(0)) channel.close();
});

/** Whoever runs in the same origin: an older or newer version of these pages, or a script that got in. */
function stranger(): BroadcastChannel {
  const channel = new BroadcastChannel('qp-session');
  open.push(channel);
  return channel;
}

test('what one tab tells, the others hear, and it does not hear itself', async () => {
  const heard: TabMessage[] = [];
  const echoed: TabMessage[] = [];
  const speaker = createTabChannel();
  speaker.listen((message) => echoed.push(message));
  createTabChannel().listen((message) => heard.push(message));
  speaker.tell({ type: 'signed-out' });
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'signed-out' }]));
  expect(echoed).toEqual([]);
});

test.each([
  null,
  undefined,
  0,
  '',
  'signed-out',
  ['signed-out'],
  {},
  { type: null },
  { type: 'renamed-in-a-later-version' },
  { type: 'SIGNED-OUT' },
  { type: ['signed-out'] },
  { type: { toString: 'signed-out' } },
  { type: '__proto__' },
  { type: 'constructor' },
  { type: 'toString' },
  { kind: 'signed-out' },
  JSON.parse('{"__proto__": {"type": "signed-out"}}'),
  new Map([['type', 'signed-out']]),
  new Date(),
])('%j is no message of ours and changes nothing', async (nonsense) => {
  const heard: TabMessage[] = [];
  createTabChannel().listen((message) => heard.push(message));
  const speaker = stranger();
  speaker.postMessage(nonsense);
  speaker.postMessage({ type: 'refreshed' });
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'refreshed' }]));
});

test('what a later version says beside a known type is left out', async () => {
  const heard: TabMessage[] = [];
  createTabChannel().listen((message) => heard.push(message));
  stranger().postMessage({ type: 'signed-out', version: 2, token: 'planted' });
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'signed-out' }]));
});

test('a browser without channels hears nothing and breaks nothing', () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const { tell, listen } = createTabChannel();
  listen(() => expect.unreachable());
  tell({ type: 'signed-in' });
  vi.unstubAllGlobals();
});
