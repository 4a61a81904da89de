import type { Repositories } from '#server/repositories.ts';

/** Whether nobody else could administer; holds until the transaction ends, for all active admins are locked. */
export async function isLastActiveAdmin({ users }: Repositories, userId: string): Promise<boolean> {
  const admins = await users.lockActiveAdmins();
  return admins.length === 1 && admins[0] === userId;
}
