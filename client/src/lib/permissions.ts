import type { Permission } from '#shared/permissions.ts';

/** True for what needs no permission, or one of those. The server decides; pages only offer no dead ends. */
export function isOpenTo(
  place: { readonly to?: string; readonly permission?: Permission },
  permissions: readonly Permission[],
): boolean {
  return place.permission === undefined || permissions.includes(place.permission);
}
