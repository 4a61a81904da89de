import { Database, LayoutDashboard, ShieldCheck, UserRound } from 'lucide-react';

/** What one comes for stands above, what one sets once at the foot. */
export const navigationGroups = [
  {
    id: 'desk',
    pages: [{ to: '/', text: 'nav.dashboard', icon: LayoutDashboard }],
  },
  {
    id: 'settings',
    pages: [
      { to: '/settings/profile', text: 'nav.profile', icon: UserRound },
      { to: '/settings/security', text: 'nav.security', icon: ShieldCheck },
      { to: '/settings/data', text: 'nav.data', icon: Database },
    ],
  },
] as const;

/** The pages of the sidebar and the command palette, in order. */
export const navigation = navigationGroups.flatMap(({ pages }) => [...pages]);
