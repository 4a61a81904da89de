import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { onToast, type ToastMessage } from '#client/components/show-toast.ts';

const shownMilliseconds = 5_000;
/** So long somebody has for second thoughts. */
const undoMilliseconds = 10_000;
const mostAtOnce = 3;

interface ShownToast extends ToastMessage {
  readonly id: number;
}

let lastId = 0;

/** What is said again takes the place of the first, and only the newest act can be undone. */
function isReplaced(shown: ToastMessage, next: ToastMessage): boolean {
  return shown.title === next.title || (shown.action !== undefined && next.action !== undefined);
}

/** The newest stands last. */
function useToasts() {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  useEffect(
    () =>
      onToast((message) => {
        const toast = { ...message, id: (lastId += 1) };
        setToasts((before) => [...before.filter((one) => !isReplaced(one, toast)), toast].slice(-mostAtOnce));
      }),
    [],
  );
  const remove = (id: number) => setToasts((before) => before.filter((toast) => toast.id !== id));
  return { toasts, remove };
}

/** Goes after a while, but not while somebody points at it or stands in it. */
function Toast({ toast, onGone }: { toast: ShownToast; onGone(id: number): void }) {
  const { t } = useTranslation('common');
  const [isHeld, setIsHeld] = useState(false);
  const gone = useEffectEvent(() => onGone(toast.id));
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(gone, toast.action ? undoMilliseconds : shownMilliseconds);
    return () => clearTimeout(timer);
  }, [isHeld, toast.action]);
  const Icon = toast.tone === 'danger' ? CircleAlert : CircleCheck;
  return (
    <div
      data-slot="toast"
      className="flex items-center gap-2.5 rounded-md border border-line-strong bg-raised py-2.5 pr-2 pl-3 transition-opacity starting:opacity-0"
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <Icon
        aria-hidden
        className={clsx('size-4 shrink-0', toast.tone === 'danger' ? 'text-danger' : 'text-accent')}
      />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{toast.title}</p>
        <p className="text-[0.8125rem] [overflow-wrap:anywhere] text-ink-soft">{toast.description}</p>
      </div>
      {toast.action && <ToastAction action={toast.action} onGone={() => onGone(toast.id)} />}
      <button
        type="button"
        aria-label={t('close')}
        className="touch-target grid size-6 cursor-pointer place-items-center rounded-sm text-ink-faint hover:text-ink"
        onClick={() => onGone(toast.id)}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}

function ToastAction({ action, onGone }: { action: NonNullable<ToastMessage['action']>; onGone(): void }) {
  const act = () => {
    onGone();
    action.act();
  };
  return (
    <Button variant="secondary" size="sm" onClick={act}>
      {action.text}
    </Button>
  );
}

/** Shows toasts; used once, around the app. On a phone they lie over the header, which hides no form's button. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation('common');
  const { toasts, remove } = useToasts();
  return (
    <>
      {children}
      <div
        role="status"
        aria-label={t('notifications')}
        aria-atomic={false}
        className="fixed z-60 print:hidden flex flex-col gap-2 max-sm:inset-x-2 max-sm:top-[max(0.5rem,env(safe-area-inset-top))] sm:right-4 sm:bottom-[calc(1rem+var(--foot,0px))] sm:w-[22rem]"
      >
        {toasts.map((toast) => (
          <Toast key={toast.id} toast={toast} onGone={remove} />
        ))}
      </div>
    </>
  );
}
