import { useFormat } from '#client/lib/format-for-user.ts';
import { useNow } from '#client/lib/now.ts';

/** The day it is in the person's time zone, `2026-11-21`. */
export function useToday(): string {
  return useFormat().isoDate(useNow());
}
