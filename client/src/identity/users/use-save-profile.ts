import { useState } from 'react';
import { useReauthentication } from '#client/forms/reauthentication.tsx';
import { conflictsOf, type FieldConflict } from '#client/identity/users/profile-merge.ts';
import {
  previewOf,
  valuesOf,
  type ProfileChanges,
  type ProfileValues,
} from '#client/identity/users/users.rules.ts';
import { canWait, queueChanges } from '#client/identity/users/queued-changes.ts';
import { refusalOf } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';
import { previewUser } from '#client/session/session.tsx';
import type { User } from '#shared/identity/users.ts';

export interface ProfileEdit {
  readonly changes: ProfileChanges;
  /** The profile as it was when the edit began. */
  readonly before: ProfileValues;
}

/**
 * Saves the changes, or queues them while nobody answers; the password may be asked for in between. What another device
 * has changed meanwhile is kept, and where both changed the same field, `onConflict` gets it. Null when it was not
 * saved: of a conflict, or because the person cancelled.
 */
export function useSaveProfile(user: User, onConflict: (conflicts: readonly FieldConflict[]) => void) {
  const update = trpc.users.updateProfile.useMutation();
  const { client } = trpc.useUtils();
  const { withPassword, question } = useReauthentication();
  const [isPending, setIsPending] = useState(false);

  async function send(edit: ProfileEdit, sentVersion: number): Promise<User | null> {
    const { changes, before } = edit;
    try {
      return await withPassword(() => update.mutateAsync({ ...changes, version: sentVersion }));
    } catch (error) {
      if (refusalOf(error)?.code !== 'CONFLICT_VERSION') throw error;
      const newer = await client.users.me.query();
      if (newer.version === sentVersion) throw error;
      const theirs = valuesOf(newer);
      const conflicts = conflictsOf({ before, mine: changes, theirs });
      if (conflicts.length === 0) return send({ changes, before: theirs }, newer.version);
      onConflict(conflicts);
      return null;
    }
  }

  async function save(edit: ProfileEdit): Promise<User | 'queued' | null> {
    const undoPreview = previewUser(previewOf(edit.changes));
    let saved: User | 'queued' | null = null;
    setIsPending(true);
    try {
      saved = await send(edit, user.version);
    } catch (error) {
      if (!canWait(edit.changes, error)) throw error;
      queueChanges(user, edit.changes);
      saved = 'queued';
    } finally {
      setIsPending(false);
      if (!saved) undoPreview();
    }
    return saved;
  }
  return { call: { mutateAsync: save, isPending }, question };
}
