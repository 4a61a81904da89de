import { Check } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Section } from '#client/app/palette/sections.ts';
import type { Command } from '#client/app/palette/use-commands.ts';
import { KeyCombination } from '#client/app/shell/key-combination.tsx';

export const optionId = ({ id }: Command) => `command-${id}`;

interface OptionProps {
  command: Command;
  isActive: boolean;
  onRun(command: Command): void;
}

/** The input keeps the focus and the keys; the pointer is the only one to come here. */
function Option({ command, isActive, onRun }: OptionProps) {
  const { t } = useTranslation('shell');
  const { icon: Icon, title, page, shortcut, isCurrent } = command;
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) option.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <div
      ref={option}
      id={optionId(command)}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className="touch-target flex min-h-10 cursor-pointer scroll-my-2 items-center gap-3 rounded-md px-3 py-1.5 hover:bg-hover aria-selected:bg-accent-wash aria-selected:[&>svg]:text-accent"
      onClick={() => onRun(command)}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-ink-soft" />
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{title}</span>
      {isCurrent && (
        <>
          <Check aria-hidden className="size-4 shrink-0 text-accent" />
          <span className="sr-only">{t('palette.current')}</span>
        </>
      )}
      {page && <span className="shrink-0 text-xs text-ink-faint">{page}</span>}
      {shortcut && <KeyCombination shortcut={shortcut} />}
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const titleId = useId();
  return (
    <div role="group" aria-labelledby={titleId} className="pb-1.5">
      <div id={titleId} role="presentation" className="px-3 pt-2 pb-1 text-xs font-medium text-ink-faint">
        {title}
      </div>
      {children}
    </div>
  );
}

export interface CommandListProps {
  listId: string;
  shown: readonly Section<Command>[];
  active: Command | undefined;
  onRun(command: Command): void;
}

/** The commands by group, under the field that finds them. */
export function CommandList({ listId, shown, active, onRun }: CommandListProps) {
  const { t } = useTranslation('shell');
  return (
    <div
      id={listId}
      role="listbox"
      aria-label={t('palette.title')}
      className="max-h-[min(60dvh,28rem)] overflow-y-auto overscroll-contain p-1.5 max-sm:max-h-[50dvh]"
    >
      {shown.map(({ group, items }) => (
        <Group key={group} title={t(`palette.groups.${group}`)}>
          {items.map((command) => (
            <Option key={command.id} command={command} isActive={command === active} onRun={onRun} />
          ))}
        </Group>
      ))}
    </div>
  );
}
