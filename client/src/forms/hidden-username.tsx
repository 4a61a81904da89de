import { useSession } from '#client/session/session.tsx';

/** Tells a password manager whose password is asked for; nobody sees or reaches it. */
export function HiddenUsername() {
  const { user } = useSession();
  return (
    <input
      type="text"
      name="username"
      autoComplete="username"
      value={user?.email ?? ''}
      readOnly
      tabIndex={-1}
      aria-hidden
      className="hidden"
    />
  );
}
