import { useEffect, useRef, type ReactNode } from 'react';
import { PreferenceSwitches } from '#client/app/preference-switches.tsx';
import { Mark, Wordmark } from '#client/components/wordmark.tsx';
import { usePageTitle } from '#client/lib/titles.ts';

interface MessageProps {
  icon: ReactNode;
  title: string;
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
      <p className="text-xl font-semibold tracking-tight text-balance">{title}</p>
      <div className="text-[0.9375rem] leading-6 text-pretty text-ink-soft">{children}</div>
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

/** The message in the place of a page, inside the shell. */
export function MessageInShell(props: MessageProps) {
  usePageTitle(props.title);
  return <Message {...props} />;
}

/** The message as a page of its own, without the shell. */
export function MessagePage({ title, ...message }: MessageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="chart-backdrop flex min-h-dvh flex-col">
      <header className="flex h-16 items-center justify-between px-4 sm:px-6">
        <Mark className="sm:hidden" />
        <Wordmark className="max-sm:hidden" />
        <PreferenceSwitches />
      </header>
      <main className="grid flex-1 place-items-center px-4">
        <h1 ref={heading} tabIndex={-1} className="sr-only">
          {title}
        </h1>
        <Message title={title} {...message} />
      </main>
    </div>
  );
}
