import { openChannel, unlessDenied } from '#client/lib/unless-denied.ts';

const types = ['signed-in', 'signed-out', 'refreshed', 'profile-changed'] as const;

/** What one tab tells the others. Never a token, never anything private: they ask the server themselves. */
export interface TabMessage {
  readonly type: (typeof types)[number];
}

export interface TabChannel {
  tell(message: TabMessage): void;
  listen(listener: (message: TabMessage) => void): void;
}

const channelName = 'qp-session';

/** Without BroadcastChannel a page simply hears nothing; its next refused call tells it the same. */
export function createTabChannel(): TabChannel {
  const channel = openChannel(channelName);
  if (!channel) return { tell: () => undefined, listen: () => undefined };
  return {
    tell: (message) => void unlessDenied(() => channel.postMessage(message)),
    listen: (listener) => {
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = read(data);
        if (message) listener(message);
      });
    },
  };
}

/** A tab may run an older or a newer version of these pages: what is not known here is not heard. */
function read(data: unknown): TabMessage | null {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, 'type')) return null;
  const { type: told } = data as { type: unknown };
  const type = types.find((known) => known === told);
  return type === undefined ? null : { type };
}
