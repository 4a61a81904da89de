import { useEffect, useRef, type ReactNode } from 'react';
import { useStandInForFirstPage } from '#client/app/first-page.ts';
import { PreferenceSwitches } from '#client/app/preference-switches.tsx';
import { Mark, Wordmark } from '#client/components/wordmark.tsx';
import { usePageTitle } from '#client/lib/titles.ts';

interface MessageProps {
  icon: ReactNode;
  /** Left out in the shell, whose header says it. */
  title?: ReactNode;
  children: ReactNode;
  actions?: ReactNode;
}

/** One message in the middle of whatever it stands in. */
function Message({ icon, title, children, actions }: MessageProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 py-16 text-center">
      <span
        aria-hidden
        className="mb-3 grid size-12 place-items-center rounded-full border border-line-strong bg-surface text-ink-soft [&>svg]:size-6"
      >
        {icon}
      </span>
      {title}
      <div className="text-[0.9375rem] leading-6 text-pretty text-ink-soft">{children}</div>
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

/** The message in the place of a page, inside the shell. */
export function MessageInShell({ title, ...message }: MessageProps & { title: string }) {
  usePageTitle(title);
  return <Message {...message} />;
}

/** The message as a page of its own, without the shell. */
export function MessagePage({ title, ...message }: MessageProps & { title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  useStandInForFirstPage();
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="chart-backdrop flex min-h-dvh flex-col">
      <header className="flex h-16 items-center justify-between px-4 sm:px-6">
        <Mark className="sm:hidden" />
        <Wordmark className="max-sm:hidden" />
        <PreferenceSwitches />
      </header>
      <main className="grid flex-1 place-items-center px-4">
        <Message
          title={
            <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-tight">
              {title}
            </h1>
          }
          {...message}
        />
      </main>
    </div>
  );
}
