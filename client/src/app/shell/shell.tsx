import '#client/styles/member.css';
import { lazy, Suspense, useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router-dom';
import { loadChunk } from '#client/lib/chunk-reload.ts';
import { useFetchWhenSettled } from '#client/app/fetch-ahead.ts';
import { useStandInForFirstPage } from '#client/app/first-page.ts';
import { OutdatedPage } from '#client/app/outdated-page.tsx';
import { LazyPalette } from '#client/app/palette/lazy-palette.tsx';
import { Footer } from '#client/app/shell/footer.tsx';
import { Header } from '#client/app/shell/header.tsx';
import { pagesFor } from '#client/app/shell/navigation.ts';
import { QueueSender } from '#client/app/shell/queue-sender.tsx';
import { ShortcutList } from '#client/app/shell/shortcut-list.tsx';
import { useSidebarState } from '#client/app/shell/sidebar-state.ts';
import { Sidebar } from '#client/app/shell/sidebar.tsx';
import { ToastProvider } from '#client/components/toast.tsx';
import { useSession } from '#client/session/session.tsx';
import { shortcuts, useShortcut } from '#client/lib/shortcuts.ts';

const loadReloginDialog = async () =>
  (await import('#client/identity/auth/relogin-dialog.tsx')).ReloginDialog;

/** Something may be typed on the page behind it: where a deploy took the dialog's code, the person decides. */
const ReloginDialog = lazy(async () => ({
  default: await loadChunk(loadReloginDialog).catch(() => OutdatedPage),
}));

type Overlay = 'palette' | 'shortcuts' | null;

function SkipLink() {
  const { t } = useTranslation('shell');
  return (
    <a
      href="#content"
      className="touch-target fixed top-2 left-2 z-60 flex -translate-y-20 items-center rounded-md border border-accent-line bg-raised px-4 py-2.5 font-medium focus:translate-y-0 print:hidden"
    >
      {t('skip')}
    </a>
  );
}

/** The frame of every page of a signed-in person. */
export function Shell({ children }: { children?: ReactNode }) {
  const { isCollapsed, toggle } = useSidebarState();
  const { hasEnded, user } = useSession();
  const permissions = user?.permissions;
  /** The frame is drawn first and its page in a task of its own: a slow phone answers in between. */
  const isPageDrawn = useDeferredValue(true, false);
  const paths = useMemo(() => pagesFor(permissions ?? []).map(({ to }) => to), [permissions]);
  const [overlay, setOverlay] = useState<Overlay>(null);
  /** What had the focus before the palette, or the list that it may lead to. */
  const returnTo = useRef<HTMLElement | null>(null);
  const close = () => setOverlay(null);
  function show(next: Overlay) {
    const { activeElement } = document;
    if (overlay === null && activeElement instanceof HTMLElement) returnTo.current = activeElement;
    setOverlay(next);
  }
  useStandInForFirstPage();
  useFetchWhenSettled(paths);
  useShortcut(shortcuts.sidebar, toggle);
  useShortcut(shortcuts.palette, () => show(overlay === 'palette' ? null : 'palette'));
  useShortcut(shortcuts.help, () => show('shortcuts'));

  return (
    <ToastProvider>
      <div className="flex min-h-dvh">
        <SkipLink />
        <Sidebar isCollapsed={isCollapsed} onToggle={toggle} />
        <div className="flex min-w-0 flex-1 flex-col">
          <Header onPalette={() => show('palette')} />
          <main
            id="content"
            tabIndex={-1}
            className="flex-1 px-4 py-6 outline-none sm:px-6 md:px-8 md:py-8 print:p-0"
          >
            <div className="max-w-[100rem]">{isPageDrawn && (children ?? <Outlet />)}</div>
          </main>
          {isPageDrawn && <Footer />}
        </div>
        <LazyPalette
          open={overlay === 'palette'}
          onClose={close}
          showShortcuts={() => setOverlay('shortcuts')}
          toggleSidebar={toggle}
        />
        <QueueSender />
        <ShortcutList open={overlay === 'shortcuts'} onClose={close} returnTo={returnTo} />
      </div>
      {hasEnded && (
        <Suspense>
          <ReloginDialog />
        </Suspense>
      )}
    </ToastProvider>
  );
}
