import type { WellKnownCity } from '#client/i18n/well-known-cities.ts';
import { browserTimeZone, knownTimeZone } from '#client/lib/format.ts';
import { fit, found } from '#client/lib/search.ts';
import { formerZone, presentZone } from '#client/lib/zone-names.ts';
import { offsetText } from '#client/lib/zone-offset.ts';
import type { Locale } from '#shared/locales.ts';

/** A city without a zone of its own. */
interface City {
  /** In the language of the page. */
  readonly title: string;
  /** Its names in every language. */
  readonly words: string;
}

export interface ZoneChoice {
  readonly zone: string;
  /** The city, in the language of the page. */
  readonly name: string;
  /** Minutes ahead of UTC today; null where this browser does not know the zone. */
  readonly offset: number | null;
  /** What a query is looked for in. */
  readonly text: string;
  /** Other cities that live by its clock. */
  readonly cities: readonly City[];
  /** The one of them by which it was found. */
  readonly via?: string;
}

interface Zone extends Pick<ZoneChoice, 'zone' | 'name' | 'offset'> {
  readonly cities?: readonly City[] | undefined;
}

/** A zone with the words it is found by: its city, both names of the zone, its offset. */
export function zoneChoice({ cities = [], ...choice }: Zone): ZoneChoice {
  const { zone, name, offset } = choice;
  return { ...choice, cities, text: folded([name, zone, formerZone(zone), offsetText(offset)].join(' ')) };
}

/** The well-known cities of each zone, named in a language. */
export function citiesByZone(cities: readonly WellKnownCity[], locale: Locale): ReadonlyMap<string, City[]> {
  const ofZone = new Map<string, City[]>();
  for (const { zone, en, ru } of cities) {
    const city = { title: { en, ru }[locale][0] ?? zone, words: [...en, ...ru].join(' ') };
    ofZone.set(zone, [...(ofZone.get(zone) ?? []), city]);
  }
  return ofZone;
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

/**
 * The choices that hold every word of the query, or have such a city. Where there is none, those that come near it. That is with
 * slips of the finger, or typed on the other keyboard layout.
 */
export function matchingZones(choices: readonly ZoneChoice[], query: string): readonly ZoneChoice[] {
  const words = folded(query).split(' ').filter(Boolean);
  if (words.length === 0) return choices;
  const holdsAll = (text: string) => words.every((word) => text.includes(word));
  const exact = choices.flatMap((choice) => {
    if (holdsAll(choice.text)) return [choice];
    const city = choice.cities.find((one) => holdsAll(folded(one.words)));
    return city ? [{ ...choice, via: city.title }] : [];
  });
  return exact.length > 0 ? exact : nearZones(choices, query);
}

function nearZones(choices: readonly ZoneChoice[], query: string): readonly ZoneChoice[] {
  const named = choices.map((choice) => ({
    title: choice.name,
    words: [choice.text, ...choice.cities.map(({ words }) => words)].join(' '),
    choice,
  }));
  return found(query, named).map(({ title, choice }) => {
    const isItself = fit(query, { title, words: choice.text }) !== null;
    const city = isItself ? undefined : found(query, choice.cities)[0];
    return city ? { ...choice, via: city.title } : choice;
  });
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
