import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '#client/components/alert.tsx';
import { Avatar } from '#client/components/avatar.tsx';
import { Button } from '#client/components/button.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { toAvatar, type AvatarProblem } from '#client/identity/users/avatar-image.ts';
import { failureOf } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { User } from '#shared/identity/users.ts';

/** One's own picture. It is saved as soon as it is chosen, without the form around it. */
export function AvatarField({ user }: { user: User }) {
  const { t } = useTranslation('users');
  const set = trpc.users.setAvatar.useMutation();
  const [problem, setProblem] = useState<AvatarProblem | null>(null);
  const [isDrawing, setIsDrawing] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const chooseButton = useRef<HTMLButtonElement>(null);

  async function choose(chosen: Blob) {
    setIsDrawing(true);
    set.reset();
    const drawn = await toAvatar(chosen);
    setIsDrawing(false);
    setProblem('problem' in drawn ? drawn.problem : null);
    if ('image' in drawn) set.mutate(drawn, { onSuccess: () => showToast({ title: t('saved') }) });
  }

  function remove() {
    setProblem(null);
    set.mutate(
      { image: null },
      {
        onSuccess: () => {
          showToast({ title: t('saved') });
          // The button that was pressed is gone.
          chooseButton.current?.focus();
        },
      },
    );
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-4">
        <Avatar name={user.fullName ?? user.username} url={user.avatarUrl} className="size-16 !text-xl" />
        <div className="flex flex-wrap gap-2">
          <Button
            ref={chooseButton}
            variant="secondary"
            size="sm"
            isPending={isDrawing || (set.isPending && set.variables.image !== null)}
            onClick={() => file.current?.click()}
          >
            {t('avatar.choose')}
          </Button>
          {user.avatarUrl !== null && (
            <Button
              variant="ghost"
              size="sm"
              isPending={set.isPending && set.variables.image === null}
              onClick={remove}
            >
              {t('avatar.remove')}
            </Button>
          )}
        </div>
      </div>
      {/* The button opens it; it has no place of its own on the page. */}
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        aria-label={t('avatar.choose')}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          // The same file may be chosen again after a failure.
          target.value = '';
          if (chosen) void choose(chosen);
        }}
      />
      {problem && <Alert tone="danger">{t(`avatar.${problem}`)}</Alert>}
      <FailureAlert failure={set.error ? failureOf(set.error) : null} />
    </div>
  );
}
