import { expect, test, vi } from 'vitest';
import { createTabChannel, type TabMessage } from '#client/lib/session/tab-channel.ts';

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

test('a browser without channels hears nothing and breaks nothing', () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const { tell, listen } = createTabChannel();
  listen(() => expect.unreachable());
  tell({ type: 'signed-in' });
  vi.unstubAllGlobals();
});
