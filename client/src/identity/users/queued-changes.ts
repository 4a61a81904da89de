import { useTranslation } from 'react-i18next';
import { createStore, useStore } from 'zustand';
import { failureOf, isOfConnection } from '#client/lib/failure.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import { locales } from '#shared/locales.ts';
import { themes } from '#shared/themes.ts';
import type { UpdateProfileInput, User } from '#shared/identity/users.ts';

/** What of a profile may wait for the server: nothing else depends on it, and nobody can take it first. */
export type QueuedChanges = Pick<UpdateProfileInput, 'fullName' | 'theme' | 'locale'>;
const kinds: readonly string[] = ['fullName', 'theme', 'locale'] satisfies (keyof QueuedChanges)[];

export interface Queue {
  readonly userId: string;
  /** The name these changes were made to: where another device wrote a new one, its owner is asked. */
  readonly nameBefore: string | null;
  readonly changes: QueuedChanges;
}

/** Kept over a reload, until it is sent or somebody else is here. */
const storageName = 'qp-queued-changes';
const queue = createStore<{ queued: Queue | null }>()(() => ({ queued: stored() }));

function stored(): Queue | null {
  return unlessDenied(() => readQueue(JSON.parse(localStorage.getItem(storageName) ?? 'null')));
}

/** Another version of these pages may have written it. */
function readQueue(value: Queue | null): Queue | null {
  if (typeof value?.userId !== 'string') return null;
  const { fullName, ...chosen } = value.changes;
  const theme = themes.find((known) => known === chosen.theme);
  const locale = locales.find((known) => known === chosen.locale);
  const changes = {
    ...(typeof fullName === 'string' && { fullName }),
    ...(theme && { theme }),
    ...(locale && { locale }),
  };
  return { ...value, changes };
}

function keep(queued: Queue | null): void {
  queue.setState({ queued });
  const text = JSON.stringify(queued);
  unlessDenied(() => localStorage.setItem(storageName, text));
}

export function useQueuedChanges(): Queue | null {
  return useStore(queue, ({ queued }) => queued);
}

export function queuedNow(): Queue | null {
  return queue.getState().queued;
}

/** The names of what waits, as a list of the language: `your name, the theme`. */
export function useNamesOf() {
  const { t } = useTranslation('app');
  return (changes: QueuedChanges): string =>
    (Object.keys(changes) as (keyof QueuedChanges)[]).map((kind) => t(`queued.${kind}`)).join(', ');
}

/** Whether changes that failed so can wait: no answer came, and all of them are of the kinds that may. */
export function canWait(changes: object, error: unknown): changes is QueuedChanges {
  return isOfConnection(failureOf(error)) && Object.keys(changes).every((name) => kinds.includes(name));
}

/** Keeps changes until the server is there. A later one of the same kind takes the place of the first. */
export function queueChanges({ id, fullName }: Pick<User, 'id' | 'fullName'>, changes: QueuedChanges): void {
  const queued = queuedNow();
  const before = queued?.userId === id ? queued : { userId: id, nameBefore: fullName, changes: {} };
  keep({ ...before, changes: { ...before.changes, ...changes } });
}

/** Forgets the queue that was dealt with, unless something was added to it meanwhile. */
export function forgetQueue(done: Queue | null): void {
  if (done && queuedNow() === done) keep(null);
}
