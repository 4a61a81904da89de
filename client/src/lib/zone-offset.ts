import { unlessDenied } from '#client/lib/unless-denied.ts';

/** Minutes ahead of UTC at an instant; null where this browser does not know the zone. */
export function zoneOffset(timeZone: string, at: number = Date.now()): number | null {
  const written = unlessDenied(() =>
    new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName'),
  );
  if (!written) return null;
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(written.value) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

/** `UTC+5:30`, `UTC−3`, `UTC`; empty where the offset is unknown. */
export function offsetText(minutes: number | null): string {
  if (minutes === null) return '';
  const distance = Math.abs(minutes);
  const rest = distance % 60 === 0 ? '' : `:${String(distance % 60).padStart(2, '0')}`;
  const sign = minutes < 0 ? '−' : '+';
  return minutes === 0 ? 'UTC' : `UTC${sign}${Math.floor(distance / 60)}${rest}`;
}
