import { refusalOf } from '#client/lib/failure.ts';
import { createSessionLock } from '#client/session/tabs.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { UpdateProfileInput } from '#shared/identity/users.ts';

/** A profile nobody has changed yet has the defaults, not anybody's choice. */
export const untouchedVersion = 1;

const oneTabAtATime = createSessionLock(
  unlessDenied(() => navigator.locks),
  { name: 'qp-new-profile' },
);

type Choice = Pick<UpdateProfileInput, 'theme' | 'timeZone'>;

/** Fills a profile while nobody has changed it, one tab at a time: a second one would only meet a conflict. */
export function useFillNewProfile() {
  const { client, users } = trpc.useUtils();

  async function fillIfUntouched(choice: Choice): Promise<void> {
    const { version } = await client.users.me.query();
    if (version !== untouchedVersion) return;
    const fill = (filled: Choice) => client.users.updateProfile.mutate({ ...filled, version });
    const { timeZone: _unknown, ...rest } = choice;
    // A browser may know zones that the server does not: the rest is filled all the same.
    const saved = await fill(choice).catch((error: unknown) =>
      refusalOf(error)?.code === 'VALIDATION_FAILED' ? fill(rest) : Promise.reject(error),
    );
    users.me.setData(undefined, saved);
  }

  return (choice: Choice): Promise<void> => oneTabAtATime(() => fillIfUntouched(choice));
}
