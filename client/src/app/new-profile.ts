import { trpc } from '#client/lib/trpc.ts';
import type { UpdateProfileInput } from '#shared/schemas/users.ts';

/** A profile nobody has changed yet has the defaults, not anybody's choice. */
export const untouchedVersion = 1;

/** Fills a profile while nobody has changed it, one tab at a time: a second one would only meet a conflict. */
export function useFillNewProfile() {
  const { client, users } = trpc.useUtils();

  async function fillIfUntouched(choice: Pick<UpdateProfileInput, 'theme' | 'timeZone'>): Promise<void> {
    const { version } = await client.users.me.query();
    if (version !== untouchedVersion) return;
    users.me.setData(undefined, await client.users.updateProfile.mutate({ ...choice, version }));
  }

  return (choice: Pick<UpdateProfileInput, 'theme' | 'timeZone'>): Promise<void> =>
    navigator.locks
      ? navigator.locks.request('qp-new-profile', () => fillIfUntouched(choice))
      : fillIfUntouched(choice);
}
