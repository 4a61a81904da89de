import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useForm } from 'react-hook-form';
import {
  changesOf,
  previewOf,
  profileForm,
  valuesOf,
  type ProfileValues,
} from '#client/identity/users/profile-values.ts';
import { useReauthentication } from '#client/identity/auth/use-reauthentication.ts';
import { failureOf } from '#client/lib/failure.ts';
import { fieldCodeOf } from '#client/forms/field-codes.ts';
import { showRefusedFields } from '#client/forms/form-refusal.ts';
import { useFailure } from '#client/session/session.tsx';
import { previewUser } from '#client/session/session.tsx';
import { sendForm } from '#client/forms/send-form.ts';
import { evenOffline } from '#client/session/even-offline.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { User } from '#shared/identity/users.ts';

/** The profile as a form. A newer reading of it fills in whatever its owner has not touched. */
export function useProfile(user: User, onSaved: () => void) {
  const { client, users } = trpc.useUtils();
  const update = trpc.users.updateProfile.useMutation(evenOffline);
  const { withPassword, question } = useReauthentication();
  const [failure, setFailure] = useFailure();
  const form = useForm<ProfileValues>({
    resolver: zodResolver(profileForm, { error: fieldCodeOf }),
    defaultValues: valuesOf(user),
  });
  // Read, so that the form keeps it: `getFieldState` tells of it.
  const { dirtyFields: _kept, isDirty, errors } = form.formState;

  const shownVersion = useRef(user.version);
  const takeOver = useEffectEvent((version: number) => {
    if (shownVersion.current === version) return;
    shownVersion.current = version;
    form.reset(valuesOf(user), { keepDirtyValues: true });
  });
  useEffect(() => takeOver(user.version), [user.version]);

  async function send(checked: ProfileValues) {
    if (update.isPending) return;
    setFailure(null);
    const changes = changesOf(checked, (field) => form.getFieldState(field).isDirty);
    const undoPreview = previewUser(previewOf(changes));
    try {
      const saved = await withPassword(() => update.mutateAsync({ ...changes, version: user.version }));
      if (!saved) return undoPreview();
      users.me.setData(undefined, saved);
      form.reset(valuesOf(saved));
      onSaved();
    } catch (error) {
      undoPreview();
      setFailure(showRefusedFields(form, ['fullName', 'username', 'timeZone'], error));
    }
  }

  /** The session hears of the newer version on the way, and hands it to the form. */
  async function reload() {
    await client.users.me.query().then(
      () => setFailure(null),
      (error: unknown) => setFailure(failureOf(error)),
    );
  }

  return {
    form,
    send: sendForm(form, send),
    reload,
    question,
    discard: () => form.reset(valuesOf(user)),
    failure,
    isDirty,
    isPending: update.isPending,
    hasErrors: failure !== null || Object.keys(errors).length > 0,
  };
}
