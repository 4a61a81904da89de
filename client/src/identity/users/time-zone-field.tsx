import { ChevronsUpDown } from 'lucide-react';
import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useController, type UseFormReturn } from 'react-hook-form';
import { controlStyles, describedBy, Field } from '#client/components/field.tsx';
import { TimeZoneList, zoneOptionId } from '#client/identity/users/time-zone-list.tsx';
import { matchingZones, type ZoneChoice } from '#client/identity/users/time-zones.rules.ts';
import { useZoneChoices } from '#client/identity/users/use-zone-choices.ts';
import type { ProfileValues } from '#client/identity/users/users.rules.ts';
import { presentZone, useZoneNames } from '#client/lib/zone-names.ts';
import { offsetText, zoneOffset } from '#client/lib/zone-offset.ts';

export interface TimeZoneFieldProps {
  form: UseFormReturn<ProfileValues>;
  label: ReactNode;
  hint: ReactNode;
  error: string | undefined;
}

const id = 'timeZone';
const listId = `${id}-list`;

/** A time zone by its city or its offset: one types a part and takes one of the list. */
export function TimeZoneField({ form, label, hint, error }: TimeZoneFieldProps) {
  const {
    field: { ref, value, onChange, onBlur },
  } = useController({ control: form.control, name: 'timeZone' });
  const [isAsked, setIsAsked] = useState(false);
  const choices = useZoneChoices(value, isAsked);
  const { query, active, ...list } = useList(choices, { chosen: value, choose: onChange });
  const shown = useShownZone(value);

  return (
    <Field {...{ id, label, hint, error }}>
      <div className="relative">
        {/* Without a name: what is typed here is no value of the form. */}
        <input
          id={id}
          ref={ref}
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-expanded={list.isOpen}
          aria-controls={list.isOpen ? listId : undefined}
          aria-activedescendant={list.isOpen && active ? zoneOptionId(active.zone) : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error })}
          className={`${controlStyles} pr-9`}
          value={query ?? shown}
          onFocus={(event) => {
            setIsAsked(true);
            event.target.select();
          }}
          onBlur={() => {
            list.close();
            onBlur();
          }}
          onClick={list.open}
          onChange={(event) => list.search(event.target.value)}
          onKeyDown={list.onKeyDown}
        />
        <ChevronsUpDown
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-ink-faint"
        />
        {list.isOpen && (
          <TimeZoneList
            id={listId}
            label={label}
            choices={list.found}
            isReady={choices !== null}
            active={active}
            chosen={presentZone(value)}
            onChoose={list.choose}
          />
        )}
      </div>
    </Field>
  );
}

/** What the closed field says: «Екатеринбург · UTC+5». Empty while the names are being loaded. */
function useShownZone(zone: string): string {
  const nameOf = useZoneNames();
  const offset = useMemo(() => offsetText(zoneOffset(zone)), [zone]);
  if (!nameOf) return '';
  return [...new Set([nameOf(zone), offset])].filter(Boolean).join(' · ');
}

interface Choosing {
  readonly chosen: string;
  choose(zone: string): void;
}

/** The list under the field: closed, or open on what is typed, with one of it under the keys. */
function useList(choices: readonly ZoneChoice[] | null, { chosen, choose }: Choosing) {
  const [isOpen, setIsOpen] = useState(false);
  const [query, setQuery] = useState<string | null>(null);
  const [place, setPlace] = useState<number | null>(null);
  const found = matchingZones(choices ?? [], query ?? '');
  const own = found.findIndex(({ zone }) => zone === presentZone(chosen));
  const current = place ?? Math.max(query === null ? own : 0, 0);
  const active = found[current];

  function open() {
    setIsOpen(true);
    setPlace(null);
  }
  function close() {
    setIsOpen(false);
    setQuery(null);
  }
  function take(zone: string) {
    choose(zone);
    close();
  }
  function onKeyDown(event: KeyboardEvent) {
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (move !== undefined) {
      if (isOpen) setPlace(Math.min(Math.max(current + move, 0), found.length - 1));
      else open();
    } else if (event.key === 'Enter' && isOpen && active) take(active.zone);
    else if (event.key === 'Escape' && isOpen) close();
    else if (event.key !== 'Enter' || !isOpen) return;
    event.preventDefault();
  }
  function search(text: string) {
    setQuery(text);
    open();
  }
  return { isOpen, open, close, search, choose: take, onKeyDown, query, active, found };
}
