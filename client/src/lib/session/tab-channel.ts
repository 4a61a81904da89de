/** What one tab tells the others. Never a token, never anything private: they ask the server themselves. */
export type TabMessage =
  | { readonly type: 'signed-in' }
  | { readonly type: 'signed-out' }
  | { readonly type: 'refreshed' }
  | { readonly type: 'profile-changed' };

export interface TabChannel {
  tell(message: TabMessage): void;
  listen(listener: (message: TabMessage) => void): void;
}

const channelName = 'qp-session';

/** Without BroadcastChannel a page simply hears nothing; its next refused call tells it the same. */
export function createTabChannel(): TabChannel {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, listen: () => undefined };
  const channel = new BroadcastChannel(channelName);
  return {
    tell: (message) => channel.postMessage(message),
    listen: (listener) => {
      channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => listener(data));
    },
  };
}
