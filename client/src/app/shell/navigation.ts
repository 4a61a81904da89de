import { Database, LayoutDashboard, ShieldCheck, UserRound } from 'lucide-react';

/** The pages of the sidebar and the command palette, in order. */
export const navigation = [
  { to: '/', text: 'nav.dashboard', icon: LayoutDashboard },
  { to: '/settings/profile', text: 'nav.profile', icon: UserRound },
  { to: '/settings/security', text: 'nav.security', icon: ShieldCheck },
  { to: '/settings/data', text: 'nav.data', icon: Database },
] as const;
