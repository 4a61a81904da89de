import {
  BriefcaseBusiness,
  Database,
  LayoutDashboard,
  MailCheck,
  ScrollText,
  ShieldCheck,
  UserRound,
  UsersRound,
} from 'lucide-react';
import { isOpenTo } from '#client/lib/permissions.ts';
import type { Permission } from '#shared/permissions.ts';

/** What one comes for stands above, what one sets once at the foot. */
const navigationGroups = [
  {
    id: 'desk',
    pages: [
      { to: '/', text: 'shell:nav.dashboard', icon: LayoutDashboard },
      { to: '/portfolios', text: 'portfolios:title', icon: BriefcaseBusiness },
    ],
  },
  {
    id: 'administration',
    pages: [
      { to: '/admin/users', text: 'admin:users.title', icon: UsersRound, permission: 'users:read' },
      { to: '/admin/audit', text: 'admin:audit.title', icon: ScrollText, permission: 'audit:read' },
      { to: '/admin/mails', text: 'admin:mails.title', icon: MailCheck, permission: 'mails:read' },
    ],
  },
  {
    id: 'settings',
    pages: [
      { to: '/settings/profile', text: 'shell:nav.profile', icon: UserRound },
      { to: '/settings/security', text: 'shell:nav.security', icon: ShieldCheck },
      { to: '/settings/data', text: 'shell:nav.data', icon: Database },
    ],
  },
] as const;

export type NavigationPage = (typeof navigationGroups)[number]['pages'][number];

interface NavigationGroup {
  readonly id: (typeof navigationGroups)[number]['id'];
  readonly pages: readonly NavigationPage[];
}

/** The groups of the sidebar for who has these permissions. */
export function groupsFor(permissions: readonly Permission[]): readonly NavigationGroup[] {
  return navigationGroups
    .map(({ id, pages }) => ({ id, pages: [...pages].filter((page) => isOpenTo(page, permissions)) }))
    .filter(({ pages }) => pages.length > 0);
}

/** The pages of the sidebar and the command palette, in order. */
export function pagesFor(permissions: readonly Permission[]): readonly NavigationPage[] {
  return groupsFor(permissions).flatMap(({ pages }) => pages);
}
