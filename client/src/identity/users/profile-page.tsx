import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { CallForm } from '#client/forms/call-form.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { PasswordDialog, useReauthentication } from '#client/forms/reauthentication.tsx';
import { useCallForm, type CallFormState } from '#client/forms/use-call-form.ts';
import { AboutFields } from '#client/identity/users/about-fields.tsx';
import { PreferenceFields } from '#client/identity/users/preference-fields.tsx';
import { UnsavedChanges } from '#client/identity/users/unsaved-changes.tsx';
import {
  changesOf,
  previewOf,
  profileForm,
  valuesOf,
  type ProfileChanges,
  type ProfileValues,
} from '#client/identity/users/users.rules.ts';
import { canWait, queueChanges } from '#client/identity/users/queued-changes.ts';
import { failureOf } from '#client/lib/failure.ts';
import { setLocale } from '#client/lib/locale.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import { previewUser, useSession } from '#client/session/session.tsx';
import type { User } from '#shared/identity/users.ts';

export function ProfilePage() {
  const { t } = useTranslation('users');
  const { user } = useSession();
  usePageTitle(t('title'));
  return user && <ProfileForm user={user} />;
}

const resolver = checkedBy(profileForm);

function ProfileForm({ user }: { user: User }) {
  const { t, i18n } = useTranslation(['users', 'app', 'common']);
  const { call, question } = useSaveProfile(user);
  const profile = useCallForm({
    call,
    resolver,
    defaults: valuesOf(user),
    input: (checked, { getFieldState }) => changesOf(checked, (name) => getFieldState(name).isDirty),
    onDone: (outcome, { reset, getValues }) => {
      if (!outcome) return;
      if (outcome === 'queued') {
        reset(getValues());
        return showToast({ title: t('app:queued.told') });
      }
      reset(valuesOf(outcome));
      // In the language that was chosen with it.
      void setLocale(outcome.locale).then(() => showToast({ title: i18n.t('users:saved') }));
    },
    labels: { fullName: t('fullName'), username: t('username'), timeZone: t('timeZone') },
  });
  const { failure, isDirty, isPending } = profile;
  const isStale = failure?.kind === 'refusal' && failure.code === 'CONFLICT_VERSION';
  useNewerReading(user, profile);

  return (
    <>
      <CallForm
        form={profile}
        className="max-w-2xl gap-5"
        remedy={isStale && <ReloadButton profile={profile} />}
        actions={
          <div className="flex flex-wrap gap-2">
            <Button type="submit" isPending={isPending}>
              {t('common:save')}
            </Button>
            {isDirty && (
              <Button variant="ghost" onClick={() => profile.form.reset(valuesOf(user))}>
                {t('discard')}
              </Button>
            )}
          </div>
        }
      >
        <Card title={t('about.title')} description={t('about.description')}>
          <AboutFields user={user} profile={profile} />
        </Card>
        <Card title={t('preferences.title')} description={t('preferences.description')}>
          <PreferenceFields user={user} profile={profile} />
        </Card>
      </CallForm>
      <UnsavedChanges isDirty={isDirty && !isPending} />
      {/* Beside the form, not in it: React hands the dialog's own submit to every form around it. */}
      <PasswordDialog question={question} />
    </>
  );
}

/**
 * Saves the changes, or keeps them for when the server is there. The password may be asked for in between. Null when
 * the person cancelled that.
 */
function useSaveProfile(user: User) {
  const update = trpc.users.updateProfile.useMutation();
  const { withPassword, question } = useReauthentication();

  async function save(changes: ProfileChanges): Promise<User | 'queued' | null> {
    const undoPreview = previewUser(previewOf(changes));
    let saved: User | 'queued' | null = null;
    try {
      saved = await withPassword(() => update.mutateAsync({ ...changes, version: user.version }));
    } catch (error) {
      if (!canWait(changes, error)) throw error;
      queueChanges(user, changes);
      saved = 'queued';
    } finally {
      if (!saved) undoPreview();
    }
    return saved;
  }
  return { call: { mutateAsync: save, isPending: update.isPending }, question };
}

/** A newer reading of the profile fills in whatever its owner has not touched. */
function useNewerReading(user: User, { form }: CallFormState<ProfileValues>) {
  const shownVersion = useRef(user.version);
  const takeOver = useEffectEvent((version: number) => {
    if (shownVersion.current === version) return;
    shownVersion.current = version;
    form.reset(valuesOf(user), { keepDirtyValues: true });
  });
  useEffect(() => takeOver(user.version), [user.version]);
}

/** Reads the profile again: the session takes the newer version from the answer, and the form from the session. */
function ReloadButton({ profile: { setFailure } }: { profile: CallFormState<ProfileValues> }) {
  const { t } = useTranslation('users');
  const { client } = trpc.useUtils();
  const reload = () =>
    client.users.me.query().then(
      () => setFailure(null),
      (error: unknown) => setFailure(failureOf(error)),
    );
  return (
    <Button variant="secondary" size="sm" className="mt-2" onClick={() => void reload()}>
      {t('reload')}
    </Button>
  );
}
