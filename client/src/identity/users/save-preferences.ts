import { refusalOf } from '#client/lib/failure.ts';
import type { QueuedChanges } from '#client/identity/users/queued-changes.ts';
import type { UpdateProfileInput, User } from '#shared/identity/users.ts';

export type Preferences = Omit<QueuedChanges, 'fullName'>;

interface Calls {
  /** Whoever is signed in by now. */
  userNow(): Pick<User, 'id' | 'version'> | null;
  read(): Promise<Pick<User, 'version'>>;
  save(input: UpdateProfileInput): Promise<unknown>;
}

/** One after another: each save needs the version that the one before it made. */
let lastSave: Promise<unknown> = Promise.resolve();

/** Saves preferences to the profile of who chose them; for a stranger the cookie is all there is. */
export function savePreferences(
  chooserId: string | undefined,
  change: Preferences,
  calls: Calls,
): Promise<void> {
  const save = lastSave.then(() => saveNow(chooserId, change, calls));
  lastSave = save.catch(() => undefined);
  return save;
}

async function saveNow(chooserId: string | undefined, change: Preferences, calls: Calls): Promise<void> {
  const user = calls.userNow();
  // While it waited, somebody else may have signed in: the choice is not theirs.
  if (!user || user.id !== chooserId) return;
  const save = (version: number) => calls.save({ ...change, version });
  await save(user.version).catch(async (error: unknown) => {
    // Another tab saved something else: a preference overrides only itself, so it is sent again.
    if (refusalOf(error)?.code !== 'CONFLICT_VERSION') throw error;
    return save((await calls.read()).version);
  });
}
