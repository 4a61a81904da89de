import { useEffect, useState } from 'react';
import { useLocale } from '#client/lib/locale.ts';
import type { Locale } from '#shared/locales.ts';

/** Browsers go on telling these by their old names. */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** The name a zone goes by today. */
export function presentZone(zone: string): string {
  return renamed[zone] ?? zone;
}

/** The name it went by before, under which people may still look for it; empty where there is none. */
export function formerZone(zone: string): string {
  return Object.keys(renamed).find((former) => renamed[former] === zone) ?? '';
}

type ZoneName = (zone: string) => string;

/** English names are those of the zones themselves. */
const loaders: Record<Locale, () => Promise<ReadonlyMap<string, string>>> = {
  en: async () => new Map(),
  ru: async () => (await import('#client/i18n/ru/time-zones.ts')).cities,
};

/** Names zones by their city, in the given language; a zone without one by what its own name says. */
export async function loadZoneNames(locale: Locale): Promise<ZoneName> {
  const cities = await loaders[locale]();
  return (zone) => cities.get(presentZone(zone)) ?? englishName(presentZone(zone));
}

/** `America/Indiana/Knox` is Knox, Indiana. */
function englishName(zone: string): string {
  const [, ...places] = zone.split('/');
  const name = places.toReversed().join(', ') || zone;
  return name.replaceAll('_', ' ').replace(/\bSt /, 'St. ');
}

/** Names zones by their city in the language of the page; null while the names are being loaded. */
export function useZoneNames(): ZoneName | null {
  const { locale } = useLocale();
  const [names, setNames] = useState<{ locale: Locale; of: ZoneName } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const show = (of: ZoneName) => isWanted && setNames({ locale, of });
    // Without a network the zones are told in English.
    loadZoneNames(locale).then(show, () => show((zone) => englishName(presentZone(zone))));
    return () => void (isWanted = false);
  }, [locale]);
  return names?.locale === locale ? names.of : null;
}
