import { refusalOf } from '#client/lib/failure.ts';
import type { Queue } from '#client/identity/users/queued-changes.ts';
import type { UpdateProfileInput, User } from '#shared/identity/users.ts';

interface Calls {
  read(): Promise<User>;
  save(input: UpdateProfileInput): Promise<unknown>;
}

/**
 * Sends what waits on top of the profile as it stands. Theme and language override themselves alone. A name that was
 * changed elsewhere meanwhile is not overwritten.
 */
export async function sendQueue(
  { nameBefore, changes }: Pick<Queue, 'nameBefore' | 'changes'>,
  calls: Calls,
): Promise<{ isOvertaken: boolean }> {
  const user = await calls.read();
  const isOvertaken =
    changes.fullName !== undefined && ![nameBefore, changes.fullName || null].includes(user.fullName);
  const { fullName: _overtaken, ...rest } = changes;
  const due = isOvertaken ? rest : changes;
  if (Object.keys(due).length === 0) return { isOvertaken };
  try {
    await calls.save({ ...due, version: user.version });
    return { isOvertaken };
  } catch (error) {
    if (refusalOf(error)?.code !== 'CONFLICT_VERSION') throw error;
  }
  return sendQueue({ nameBefore, changes }, calls);
}
