import { useEffect, useRef, useState } from 'react';
import { joinConflicts, type FieldConflict } from '#client/identity/users/profile-merge.ts';

interface Open {
  readonly conflicts: readonly FieldConflict[];
  /** They came up while saving, which goes on once they are decided. */
  readonly isSaving: boolean;
}

const none: Open = { conflicts: [], isSaving: false };

/**
 * The conflicts that wait for a decision. They have the focus while there are any. After the last one it goes to the
 * button, and a save goes on.
 */
export function useConflicts() {
  const panel = useRef<HTMLElement>(null);
  const saveButton = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(none);
  const last = useRef(none);
  useEffect(() => {
    const before = last.current;
    last.current = open;
    if (open.conflicts.length > 0) {
      panel.current?.scrollIntoView({ block: 'start' });
      panel.current?.focus({ preventScroll: true });
    } else if (before.conflicts.length > 0 && open !== none) {
      saveButton.current?.focus();
      if (open.isSaving) saveButton.current?.form?.requestSubmit();
    }
  }, [open]);

  return {
    panel,
    saveButton,
    conflicts: open.conflicts,
    add: (found: readonly FieldConflict[], { isSaving }: Pick<Open, 'isSaving'>) =>
      setOpen((now) => ({
        conflicts: joinConflicts(now.conflicts, found),
        isSaving: now.isSaving || isSaving,
      })),
    decide: (field: FieldConflict['field']) =>
      setOpen((now) => ({ ...now, conflicts: now.conflicts.filter((one) => one.field !== field) })),
    /** Leads back to what has to be decided first. */
    remind: () => setOpen((now) => ({ ...now, conflicts: [...now.conflicts] })),
    drop: () => setOpen(none),
  };
}
