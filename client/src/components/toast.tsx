import { Toast as BaseToast } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { onToast, type ToastMessage } from '#client/components/show-toast.ts';

const manager = BaseToast.createToastManager();

function add({ tone = 'success', ...message }: ToastMessage) {
  manager.add({ ...message, type: tone, priority: tone === 'danger' ? 'high' : 'low' });
}

function ToastList() {
  const { t } = useTranslation('common');
  const { toasts } = BaseToast.useToastManager();
  return toasts.map((toast) => (
    <BaseToast.Root
      key={toast.id}
      toast={toast}
      data-slot="toast"
      className="fade-motion flex items-center gap-2.5 rounded-md border border-line-strong bg-raised py-2.5 pr-2 pl-3"
    >
      {toast.type === 'danger' ? (
        <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />
      ) : (
        <CircleCheck aria-hidden className="size-4 shrink-0 text-accent" />
      )}
      <BaseToast.Content className="min-w-0 flex-1">
        <BaseToast.Title className="font-medium" />
        <BaseToast.Description className="text-[0.8125rem] [overflow-wrap:anywhere] text-ink-soft" />
      </BaseToast.Content>
      <BaseToast.Close
        aria-label={t('close')}
        className="touch-target grid size-6 cursor-pointer place-items-center rounded-sm text-ink-faint hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </BaseToast.Close>
    </BaseToast.Root>
  ));
}

/** Shows toasts; used once, around the app. On a phone they lie over the header, which hides no form's button. */
export function ToastProvider({ children }: { children: ReactNode }) {
  useEffect(() => onToast(add), []);
  return (
    <BaseToast.Provider toastManager={manager} timeout={5000} limit={3}>
      {children}
      <BaseToast.Portal>
        <BaseToast.Viewport className="print:hidden fixed z-60 flex flex-col gap-2 max-sm:inset-x-2 max-sm:top-[max(0.5rem,env(safe-area-inset-top))] sm:right-4 sm:bottom-4 sm:w-[22rem]">
          <ToastList />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  );
}
