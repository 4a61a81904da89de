import type { ReactNode } from 'react';
import { Outlet } from 'react-router-dom';
import { useStandInForFirstPage } from '#client/app/first-page.ts';
import { PreferenceSwitches } from '#client/app/preference-switches.tsx';
import { Mark, Wordmark } from '#client/components/wordmark.tsx';
import { useCurrentTitle } from '#client/lib/titles.ts';

/** Signing in and registering, with language and theme at hand. */
export function AuthLayout() {
  const { title } = useCurrentTitle();
  useStandInForFirstPage();
  return (
    <AuthCard title={title} switches={<PreferenceSwitches />}>
      <Outlet />
    </AuthCard>
  );
}

/** What whoever tries the server reads without signing in, with room for longer texts. */
export function WideLayout() {
  const { title } = useCurrentTitle();
  useStandInForFirstPage();
  return (
    <div className="chart-backdrop flex min-h-dvh flex-col">
      <header className="flex h-16 items-center justify-between px-4 sm:px-6">
        <Mark className="sm:hidden" />
        <Wordmark className="max-sm:hidden" />
        <PreferenceSwitches />
      </header>
      <main className="mx-auto w-full max-w-3xl flex-1 px-4 pt-4 pb-16">
        <h1 key={title} tabIndex={-1} className="mb-4 text-xl font-semibold">
          {title}
        </h1>
        <Outlet />
      </main>
    </div>
  );
}

export interface AuthCardProps {
  title: string;
  /** Left out of the HTML that is drawn before anybody has chosen. */
  switches?: ReactNode;
  children: ReactNode;
}

/** One centred card under the mark. */
export function AuthCard({ title, switches, children }: AuthCardProps) {
  return (
    <div className="chart-backdrop flex min-h-dvh flex-col">
      <header className="flex h-16 items-center justify-end px-4 sm:px-6">{switches}</header>
      <main className="flex flex-1 flex-col items-center px-4 pt-4 pb-16 sm:pt-[6vh]">
        <Wordmark className="mb-6 text-lg" />
        <div className="w-full max-w-[25rem] rounded-xl border border-line bg-surface p-6 sm:p-8">
          <h1 key={title} tabIndex={-1} className="mb-5 text-xl font-semibold">
            {title}
          </h1>
          {children}
        </div>
      </main>
    </div>
  );
}
