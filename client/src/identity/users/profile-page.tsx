import { useEffect, useEffectEvent, useRef, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { CallForm } from '#client/forms/call-form.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { PasswordDialog } from '#client/forms/reauthentication.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm, type CallFormState } from '#client/forms/use-call-form.ts';
import { AboutFields } from '#client/identity/users/about-fields.tsx';
import { AppearanceCard } from '#client/identity/users/appearance-card.tsx';
import { MergePanel } from '#client/identity/users/merge-panel.tsx';
import { PreferenceFields } from '#client/identity/users/preference-fields.tsx';
import { conflictsOf } from '#client/identity/users/profile-merge.ts';
import { SaveBar } from '#client/identity/users/save-bar.tsx';
import { UnsavedChanges } from '#client/identity/users/unsaved-changes.tsx';
import { useConflicts } from '#client/identity/users/use-conflicts.ts';
import { useSaveProfile } from '#client/identity/users/use-save-profile.ts';
import { changesOf, profileForm, valuesOf, type ProfileValues } from '#client/identity/users/users.rules.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { useSession } from '#client/session/session.tsx';
import type { User } from '#shared/identity/users.ts';

export function ProfilePage() {
  const { t } = useTranslation('users');
  const { user } = useSession();
  usePageTitle(t('title'));
  return user && <ProfileForm user={user} />;
}

const resolver = checkedBy(profileForm);

function ProfileForm({ user }: { user: User }) {
  const { t } = useTranslation(['users', 'app', 'common']);
  const { panel, saveButton, conflicts, add, decide, remind, drop } = useConflicts();
  const { call, question } = useSaveProfile(user, (found) => add(found, { isSaving: true }));
  const profile = useCallForm({
    call,
    resolver,
    defaults: valuesOf(user),
    input: (checked, { getFieldState, formState }) => ({
      changes: changesOf(checked, (name) => getFieldState(name).isDirty),
      before: { ...valuesOf(user), ...formState.defaultValues },
    }),
    onDone: (outcome, { reset, getValues }) => {
      if (!outcome) return;
      reset(outcome === 'queued' ? getValues() : valuesOf(outcome));
      showToast({ title: t(outcome === 'queued' ? 'app:queued.told' : 'users:saved') });
    },
    isResumed: true,
    labels: {
      fullName: t('fullName'),
      username: t('username'),
      timeZone: t('timeZone'),
      baseCurrency: t('baseCurrency'),
      numberFormat: t('numberFormat'),
    },
  });
  const { form, isDirty, isPending } = profile;
  useNewerReading(user, profile, add);

  return (
    <div className="flex max-w-6xl flex-col gap-6 lg:gap-8">
      <CallForm
        form={conflicts.length > 0 ? { ...profile, submit: remindInstead(remind) } : profile}
        className="gap-4 lg:gap-6"
        actions={
          <SaveBar isDirty={isDirty}>
            <SubmitButton ref={saveButton} form={profile}>
              {t('common:save')}
            </SubmitButton>
            {isDirty && (
              <Button
                variant="ghost"
                onClick={() => {
                  form.reset(valuesOf(user));
                  drop();
                }}
              >
                {t('discard')}
              </Button>
            )}
          </SaveBar>
        }
      >
        {conflicts.length > 0 && (
          <MergePanel
            panel={panel}
            conflicts={conflicts}
            form={form}
            onChoose={({ field, theirs }, side) => {
              if (side === 'theirs') form.setValue(field, theirs, { shouldDirty: true });
              decide(field);
            }}
          />
        )}
        <div className="grid gap-4 lg:gap-6 xl:grid-cols-2">
          <Card id="about" title={t('about.title')} description={t('about.description')}>
            <AboutFields user={user} profile={profile} />
          </Card>
          <Card id="preferences" title={t('preferences.title')} description={t('preferences.description')}>
            <PreferenceFields profile={profile} />
          </Card>
        </div>
      </CallForm>
      <AppearanceCard />
      <UnsavedChanges isDirty={isDirty && !isPending} />
      {/* Beside the form, not in it: React hands the dialog's own submit to every form around it. */}
      <PasswordDialog question={question} />
    </div>
  );
}

/** Nothing is saved while a field has two values: the button leads to them. */
function remindInstead(remind: () => void) {
  return async (event: SyntheticEvent) => {
    event.preventDefault();
    remind();
  };
}

type AddConflicts = ReturnType<typeof useConflicts>['add'];

/** A newer reading of the profile fills in whatever its owner has not touched; what both changed is a conflict. */
function useNewerReading(
  user: User,
  profile: CallFormState<ProfileValues, ProfileValues>,
  add: AddConflicts,
) {
  const shownVersion = useRef(user.version);
  const takeOver = useEffectEvent((version: number) => {
    if (shownVersion.current === version) return;
    shownVersion.current = version;
    const { form, isPending } = profile;
    const theirs = valuesOf(user);
    const before = { ...theirs, ...form.formState.defaultValues };
    const mine = changesOf(form.getValues(), (name) => form.getFieldState(name).isDirty);
    form.reset(theirs, { keepDirtyValues: true });
    // A save finds its conflicts by itself.
    const found = isPending ? [] : conflictsOf({ before, mine, theirs });
    if (found.length > 0) add(found, { isSaving: false });
  });
  useEffect(() => takeOver(user.version), [user.version]);
}
