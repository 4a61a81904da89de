import { useStore } from 'zustand';
import { aboutServer } from '#client/session/renewal.ts';
import { useSession } from '#client/session/session.tsx';

/** Whether mails are known to reach the person; null where the server sends none. */
export function useAddressConfirmed(): boolean | null {
  const { user } = useSession();
  const hasMails = useStore(aboutServer)?.features?.mails === true;
  return hasMails && user ? user.emailVerified : null;
}
