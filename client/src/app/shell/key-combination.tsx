import { isMac, type Shortcut } from '#client/lib/shortcuts.ts';

/** The keys as they are printed on the board: `Ctrl K`, `⌘ K`, `?`. */
export function KeyCombination({ shortcut }: { shortcut: Shortcut }) {
  const keys =
    'sign' in shortcut ? [shortcut.sign] : [isMac ? '⌘' : 'Ctrl', shortcut.code.replace('Key', '')];
  return (
    <span data-slot="keys" className="flex gap-1">
      {keys.map((name) => (
        <kbd
          key={name}
          className="grid h-5 min-w-5 place-items-center rounded-sm border border-line-strong bg-raised px-1 font-sans text-[0.6875rem] font-medium text-ink-soft"
        >
          {name}
        </kbd>
      ))}
    </span>
  );
}
