import { dayAfter } from '#client/lib/zoned-time.ts';

const id = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const day = /^\d{4}-\d\d-\d\d$/;
/** Days in whose neighbourhood every clock can count. */
const [firstDay, lastDay] = ['1970-01-02', '9999-01-01'];

/** What an address says may have been typed by hand: what the server would refuse counts as not said. */
export function chosenIn<Value extends string>(
  params: URLSearchParams,
  name: string,
  values: readonly Value[],
): Value | undefined {
  return values.find((value) => value === params.get(name));
}

/** The id that the address gives for a name. */
export function idIn(params: URLSearchParams, name: string): string | undefined {
  const value = params.get(name);
  return value !== null && id.test(value) ? value : undefined;
}

/** The day that the address gives for a name, `2026-11-21`. */
export function dayIn(params: URLSearchParams, name: string): string | undefined {
  const value = params.get(name) ?? '';
  return day.test(value) && value >= firstDay && value < lastDay && isInCalendar(value) ? value : undefined;
}

/** A browser may take 31 February for a day of March. */
function isInCalendar(value: string): boolean {
  return !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) && dayAfter(value, 0) === value;
}

/** Leaves out what is not said. */
export function said<Values extends object>(values: Values) {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries) as { [Name in keyof Values]?: NonNullable<Values[Name]> };
}
