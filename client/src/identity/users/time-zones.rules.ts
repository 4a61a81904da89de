import { browserTimeZone, knownTimeZone } from '#client/lib/format.ts';
import { formerZone, presentZone } from '#client/lib/zone-names.ts';
import { offsetText } from '#client/lib/zone-offset.ts';

export interface ZoneChoice {
  readonly zone: string;
  /** The city, in the language of the page. */
  readonly name: string;
  /** Minutes ahead of UTC today; null where this browser does not know the zone. */
  readonly offset: number | null;
  /** What a query is looked for in. */
  readonly text: string;
}

/** A zone with the words it is found by: its city, both names of the zone, its offset. */
export function zoneChoice(choice: Omit<ZoneChoice, 'text'>): ZoneChoice {
  const { zone, name, offset } = choice;
  return { ...choice, text: folded([name, zone, formerZone(zone), offsetText(offset)].join(' ')) };
}

/** Every zone this browser knows, by its present name. UTC, the chosen one and its own are among them in any case. */
export function zoneIds(chosen: string): string[] {
  const own = browserTimeZone() ?? 'UTC';
  return [...new Set(['UTC', chosen, own, ...Intl.supportedValuesOf('timeZone')].map(nameToSave))];
}

/** An old browser may know a zone by its old name alone. */
function nameToSave(zone: string): string {
  const present = presentZone(zone);
  return present === zone ? zone : (knownTimeZone(present) ?? zone);
}

/** From west to east, in one place by name. */
export function byOffset(choices: readonly ZoneChoice[], locale: string): ZoneChoice[] {
  const names = new Intl.Collator(locale);
  return choices.toSorted(
    (one, other) => (one.offset ?? 0) - (other.offset ?? 0) || names.compare(one.name, other.name),
  );
}

/** The choices that hold every word of the query. */
export function matchingZones(choices: readonly ZoneChoice[], query: string): readonly ZoneChoice[] {
  const words = folded(query).split(' ').filter(Boolean);
  if (words.length === 0) return choices;
  return choices.filter(({ text }) => words.every((word) => text.includes(word)));
}

/** As people type it: without capitals, accents and the dots of ё, with spaces for dashes. Every minus is one. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/utc[−-](?=\d)/g, 'utc~')
    .replace(/(^|\s)[−-](?=\d)/g, '$1~')
    .replace(/[/_,.\s-]+/g, ' ');
}
