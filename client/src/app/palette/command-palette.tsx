import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { Search, X } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandList, optionId } from '#client/app/palette/command-list.tsx';
import { recentCommands, rememberCommand } from '#client/app/palette/recent.ts';
import { sections } from '#client/app/palette/sections.ts';
import { useCommands, type Command, type ShellActions } from '#client/app/palette/use-commands.ts';
import { IconButton } from '#client/components/icon-button.tsx';

const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The query, what fits it, and which of that Enter would run. */
function useFinder(commands: readonly Command[]) {
  const [query, setQuery] = useState('');
  const [place, setPlace] = useState(0);
  const [recent] = useState(recentCommands);
  const shown = sections(query, commands, recent);
  const listed = shown.flatMap(({ items }) => items);
  return {
    query,
    shown,
    count: listed.length,
    active: listed[place],
    find(text: string) {
      setQuery(text);
      setPlace(0);
    },
    move: (step: number) => setPlace((place + step + listed.length) % Math.max(1, listed.length)),
  };
}

function Palette({
  onRun,
  onClose,
  ...actions
}: ShellActions & { onRun(it: Command): void; onClose(): void }) {
  const { t } = useTranslation(['shell', 'common']);
  const listId = useId();
  const { query, shown, count, active, find, move } = useFinder(useCommands(actions));

  function onKeyDown(event: KeyboardEvent) {
    const step = moves[event.key];
    if (step) move(step);
    else if (event.key === 'Enter' && active) onRun(active);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className="flex items-center gap-3 border-b border-line pr-2 pl-4">
        <Search aria-hidden className="size-4 shrink-0 text-ink-faint" />
        <input
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded={count > 0}
          aria-controls={count > 0 ? listId : undefined}
          aria-activedescendant={active && optionId(active)}
          aria-autocomplete="list"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="go"
          placeholder={t('palette.placeholder')}
          className="h-12 min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-faint"
          value={query}
          onChange={(event) => find(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <IconButton label={t('common:close')} icon={<X aria-hidden className="size-4" />} onClick={onClose} />
      </div>
      {count > 0 && <CommandList listId={listId} shown={shown} active={active} onRun={onRun} />}
      <p role="status" className={count > 0 ? 'sr-only' : 'p-6 text-center text-ink-soft'}>
        {count === 0 && t('palette.empty', { query })}
        {count > 0 && query.trim() !== '' && t('palette.found', { count })}
      </p>
    </>
  );
}

export interface CommandPaletteProps extends ShellActions {
  open: boolean;
  onClose(): void;
}

/** Pages, settings, sessions and actions by a few letters: Ctrl+K or ⌘K, or the button of the header. */
export function CommandPalette({ open, onClose, ...actions }: CommandPaletteProps) {
  const { t } = useTranslation('shell');
  const hasMovedFocus = useRef(false);
  // Each opening has content of its own, also while the one before still fades away.
  const [opening, setOpening] = useState({ isOpen: open, count: 0 });
  if (opening.isOpen !== open) setOpening({ isOpen: open, count: opening.count + Number(open) });

  function run(command: Command) {
    hasMovedFocus.current = command.movesFocus ?? false;
    if (!command.isForgotten) rememberCommand(command.id);
    onClose();
    command.run();
  }
  function returnFocus() {
    const isLeft = hasMovedFocus.current;
    hasMovedFocus.current = false;
    return !isLeft;
  }
  return (
    <BaseDialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fade-motion fixed inset-0 z-40 bg-scrim" />
        <BaseDialog.Popup
          aria-label={t('palette.title')}
          finalFocus={returnFocus}
          className="fade-motion fixed top-[12dvh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg border border-line-strong bg-raised max-sm:top-4 max-sm:w-[calc(100vw-1rem)]"
        >
          <Palette key={opening.count} {...actions} onRun={run} onClose={onClose} />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
