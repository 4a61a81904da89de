import { useEffect, useMemo, useState } from 'react';
import {
  byOffset,
  citiesByZone,
  zoneChoice,
  zoneIds,
  type ZoneChoice,
} from '#client/identity/users/time-zones.rules.ts';
import type { WellKnownCity } from '#client/i18n/well-known-cities.ts';
import { useLocale } from '#client/lib/locale.ts';
import { useZoneNames } from '#client/lib/zone-names.ts';
import { zoneOffset } from '#client/lib/zone-offset.ts';

/** A phone takes a millisecond for each: more at once would hold up what is being typed. */
const zonesAtOnce = 10;

/** The zones to choose from, in their order; null until somebody asked and all of them have been read. */
export function useZoneChoices(chosen: string, isAsked: boolean): readonly ZoneChoice[] | null {
  const { locale } = useLocale();
  const nameOf = useZoneNames();
  const offsets = useOffsets(chosen, isAsked);
  const known = useWellKnownCities(isAsked);
  return useMemo(() => {
    if (!offsets || !nameOf) return null;
    const citiesOf = citiesByZone(known, locale);
    const found = [...offsets].map(([zone, offset]) =>
      zoneChoice({ zone, name: nameOf(zone), offset, cities: citiesOf.get(zone) }),
    );
    return byOffset(found, locale);
  }, [offsets, known, nameOf, locale]);
}

/** Empty until they have come; without a network the zones are found by their own names. */
function useWellKnownCities(isAsked: boolean): readonly WellKnownCity[] {
  const [cities, setCities] = useState<readonly WellKnownCity[]>([]);
  useEffect(() => {
    if (!isAsked) return undefined;
    let isWanted = true;
    import('#client/i18n/well-known-cities.ts').then(
      ({ wellKnownCities }) => isWanted && setCities(wellKnownCities),
      () => undefined,
    );
    return () => void (isWanted = false);
  }, [isAsked]);
  return cities;
}

/** Read a few at a time, between which the page answers. */
function useOffsets(chosen: string, isAsked: boolean): ReadonlyMap<string, number | null> | null {
  const [offsets, setOffsets] = useState<ReadonlyMap<string, number | null> | null>(null);
  useEffect(() => {
    if (!isAsked) return;
    const zones = zoneIds(chosen);
    const read = new Map<string, number | null>();
    const now = Date.now();
    let timer: ReturnType<typeof setTimeout>;
    (function readSome() {
      for (const zone of zones.splice(0, zonesAtOnce)) read.set(zone, zoneOffset(zone, now));
      if (zones.length === 0) return setOffsets(read);
      timer = setTimeout(readSome);
    })();
    return () => clearTimeout(timer);
  }, [chosen, isAsked]);
  return offsets;
}
