import { beforeAll, expect, test, vi } from 'vitest';
import { wellKnownCities } from '#client/i18n/well-known-cities.ts';
import {
  byOffset,
  citiesByZone,
  matchingZones,
  zoneChoice,
  zoneIds,
  type ZoneChoice,
} from '#client/identity/users/time-zones.rules.ts';
import { loadZoneNames, presentZone } from '#client/lib/zone-names.ts';
import { offsetText, zoneOffset } from '#client/lib/zone-offset.ts';

const winter = Date.UTC(2026, 0, 15);

let russian: readonly ZoneChoice[] = [];
beforeAll(async () => {
  const nameOf = await loadZoneNames('ru');
  const citiesOf = citiesByZone(wellKnownCities, 'ru');
  const all = zoneIds('UTC').map((zone) => {
    const offset = zoneOffset(zone, winter);
    return zoneChoice({ zone, name: nameOf(zone), offset, cities: citiesOf.get(zone) });
  });
  russian = byOffset(all, 'ru');
});

const found = (query: string) => matchingZones(russian, query).map(({ name }) => name);

test.each([
  ['екатер', 'Екатеринбург'],
  ['ЕКАТЕРИНБУРГ', 'Екатеринбург'],
  ['yekat', 'Екатеринбург'],
  ['кишинев', 'Кишинёв'],
  ['Кишинёв', 'Кишинёв'],
  ['нью йорк', 'Нью-Йорк'],
  ['kiev', 'Киев'],
  ['calcutta', 'Калькутта'],
  ['kolkata', 'Калькутта'],
])('whoever types "%s" finds %s', (query, city) => {
  expect(found(query)).toContain(city);
});

test.each([
  ['екатиринбург', 'Екатеринбург'],
  ['Yekaterinburk', 'Екатеринбург'],
  ['trfnthby', 'Екатеринбург'],
  ['ьщысщц', 'Москва'],
  ['владивосток', 'Владивосток'],
  ['владивосок', 'Владивосток'],
])('whoever types "%s", with a slip or on the wrong layout, finds %s first', (query, city) => {
  expect(found(query)[0]).toBe(city);
});

test.each([
  ['санкт-петербург', 'Санкт-Петербург', 'Москва'],
  ['St Petersburg', 'Санкт-Петербург', 'Москва'],
  ['питер', 'Санкт-Петербург', 'Москва'],
  ['beijing', 'Пекин', 'Шанхай'],
  ['мюнхин', 'Мюнхен', 'Берлин'],
  ['munchen', 'Мюнхен', 'Берлин'],
  ['cfy ahfywbcrj', 'Сан-Франциско', 'Лос-Анджелес'],
])('whoever types "%s" finds %s by the clock of %s', (query, via, name) => {
  expect(matchingZones(russian, query)).toContainEqual(expect.objectContaining({ via, name }));
});

test('a zone that is found by its own name is not told by another city', () => {
  expect(matchingZones(russian, 'москва')).toEqual([expect.not.objectContaining({ via: expect.anything() })]);
});

test('the well-known cities stand in zones that are listed, none of which has their name', () => {
  const names = new Set(russian.map(({ name }) => name));
  for (const { zone, ru } of wellKnownCities) {
    expect(russian.map((choice) => choice.zone)).toContain(zone);
    for (const name of ru) expect(names).not.toContain(name);
  }
});

test.each(['utc+5:30', '+5:30', 'UTC+5:30 кальк'])('a zone is found by its offset, written "%s"', (query) => {
  expect(found(query)).toContain('Калькутта');
});

test.each(['utc-3', '-3', '−3'])('an offset behind UTC is found with any minus, as in "%s"', (query) => {
  expect(found(query)).toContain('Сан-Паулу');
  expect(found(query)).not.toContain('Москва');
});

test('a query that fits nothing finds nothing, and an empty one everything', () => {
  expect(found('атлантида')).toEqual([]);
  expect(found('  ')).toHaveLength(russian.length);
});

test('the zones stand from west to east, and those of one offset by name', () => {
  const offsets = russian.map(({ offset }) => offset ?? 0);
  expect(offsets).toEqual(offsets.toSorted((one, other) => one - other));
  const moscowTime = russian.filter(({ offset }) => offset === 180).map(({ name }) => name);
  expect(moscowTime).toEqual(moscowTime.toSorted(new Intl.Collator('ru').compare));
});

test('every zone this browser lists has a Russian city', () => {
  const latin = russian.filter(
    ({ zone, name }) => zone !== 'UTC' && !/^[\p{Script=Cyrillic}\s,’-]+$/u.test(name),
  );
  expect(russian.length).toBeGreaterThan(400);
  expect(latin).toEqual([]);
});

test('an obsolete name is listed under the present one, which the server knows', () => {
  const ids = zoneIds('Asia/Saigon');
  expect(ids).toContain('Asia/Ho_Chi_Minh');
  expect(ids.filter((zone) => presentZone(zone) !== zone)).toEqual([]);
  for (const zone of ids) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  expect(new Set(ids).size).toBe(ids.length);
});

test('an English reader is told the city, and its state where two share a name', async () => {
  const nameOf = await loadZoneNames('en');
  expect(['America/New_York', 'America/Indiana/Knox', 'America/St_Johns', 'UTC'].map(nameOf)).toEqual([
    'New York',
    'Knox, Indiana',
    'St. Johns',
    'UTC',
  ]);
});

test.each([
  ['Asia/Yekaterinburg', 'UTC+5'],
  ['Asia/Kolkata', 'UTC+5:30'],
  ['America/St_Johns', 'UTC−3:30'],
  ['UTC', 'UTC'],
  ['Mars/Olympus_Mons', ''],
])('the zone %s is told as %s', (zone, text) => {
  expect(offsetText(zoneOffset(zone, winter))).toBe(text);
});

test.each(['US/Pacific', 'Mars/Olympus_Mons', 'Etc/Unknown'])(
  'a profile keeps the zone %s, which this browser does not list, and UTC',
  (zone) => {
    const ids = zoneIds(zone);
    expect(ids).toContain('UTC');
    expect(ids.filter((one) => one === zone)).toHaveLength(1);
  },
);

test('the zone of the browser is among the choices, whatever it is', () => {
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
    timeZone: 'US/Samoa',
  } as Intl.ResolvedDateTimeFormatOptions);
  expect(zoneIds('UTC')).toContain('US/Samoa');
  vi.restoreAllMocks();
});
