import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { matching, useCommands, type Command } from '#client/app/shell/commands.ts';

export interface CommandPaletteProps {
  open: boolean;
  onClose(): void;
  onShortcuts(): void;
}

const optionId = (index: number) => `command-${index}`;

interface OptionsProps {
  commands: readonly Command[];
  active: number;
  onRun(command: Command): void;
}

function Options({ commands, active, onRun }: OptionsProps) {
  const { t } = useTranslation('shell');
  return (
    <ul
      id="commands"
      role="listbox"
      aria-label={t('palette.title')}
      className="max-h-[60dvh] overflow-y-auto p-1.5"
    >
      {commands.map((command, index) => (
        // The input keeps the focus and the keys; the pointer is the only one to come here.
        <li
          key={command.id}
          id={optionId(index)}
          role="option"
          aria-selected={index === active}
          className="touch-target flex h-10 cursor-pointer items-center gap-3 rounded-md px-3 hover:bg-hover aria-selected:bg-accent-wash aria-selected:[&>svg]:text-accent"
          onClick={() => onRun(command)}
        >
          <command.icon aria-hidden className="size-4 text-ink-soft" />
          {command.text}
        </li>
      ))}
    </ul>
  );
}

/** The content mounts anew each time it opens, so it always begins empty. */
function Palette({ onClose, onShortcuts }: Omit<CommandPaletteProps, 'open'>) {
  const { t } = useTranslation('shell');
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const commands = matching(useCommands({ showShortcuts: onShortcuts }), query);

  function run(command: Command | undefined) {
    if (!command) return;
    onClose();
    command.run();
  }
  function onKeyDown(event: KeyboardEvent) {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move && commands.length > 0) setActive((active + move + commands.length) % commands.length);
    else if (event.key === 'Enter') run(commands[active]);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-4 text-ink-faint" />
        <input
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded={commands.length > 0}
          aria-controls={commands.length > 0 ? 'commands' : undefined}
          aria-activedescendant={commands[active] ? optionId(active) : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('palette.placeholder')}
          className="h-12 flex-1 bg-transparent outline-none placeholder:text-ink-faint"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {commands.length > 0 && <Options commands={commands} active={active} onRun={run} />}
      <p role="status" className={commands.length > 0 ? 'sr-only' : 'p-6 text-center text-ink-soft'}>
        {commands.length === 0 && t('palette.empty', { query })}
      </p>
    </>
  );
}

/** Pages and commands by name: Ctrl+K or ⌘K, a few letters, Enter. */
export function CommandPalette({ open, ...props }: CommandPaletteProps) {
  const { t } = useTranslation('shell');
  return (
    <BaseDialog.Root open={open} onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fade-motion fixed inset-0 z-40 bg-scrim" />
        <BaseDialog.Popup
          aria-label={t('palette.title')}
          className="fade-motion fixed top-[12dvh] left-1/2 z-50 w-[min(34rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg border border-line-strong bg-raised"
        >
          <Palette {...props} />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
