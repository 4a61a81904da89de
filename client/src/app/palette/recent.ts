import { unlessDenied } from '#client/lib/unless-denied.ts';

const storageName = 'qp-recent-commands';
const kept = 4;

/** Names of the commands that were run last in this browser, the newest first. Nothing private is among them. */
export function recentCommands(): readonly string[] {
  const stored = unlessDenied(() => localStorage.getItem(storageName)) ?? '';
  return stored.split(' ').filter(Boolean).slice(0, kept);
}

export function rememberCommand(id: string): void {
  const ids = [id, ...recentCommands().filter((one) => one !== id)].slice(0, kept);
  unlessDenied(() => localStorage.setItem(storageName, ids.join(' ')));
}
