import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/lib/format-for-user.ts';
import type { AuditItem } from '#shared/identity/admin.ts';
import { auditEvents } from '#shared/identity/audit.ts';
import { roles, type Role } from '#shared/permissions.ts';

/** What happened, with the numbers of it; a newer server may tell of more than this page knows. */
export function useEventText() {
  const { t } = useTranslation(['account', 'admin']);
  const format = useFormat();
  const valueOf = (value: string | number | undefined): string => {
    if (typeof value === 'number') return format.number(value);
    return isRole(value) ? t(`admin:roles.${value}`) : (value ?? '—');
  };
  return ({ event, details }: Pick<AuditItem, 'event' | 'details'>): string => {
    if (!auditEvents.includes(event)) return t('account:activity.unknownEvent');
    const count = details['endedSessions'];
    if (event === 'sessions-revoked' && typeof count === 'number')
      return t('account:activity.endedSessions', { count });
    const text = t(`account:activity.events.${event}`);
    if (details['to'] === undefined) return text;
    const change = { from: valueOf(details['from']), to: valueOf(details['to']) };
    return `${text}: ${t('admin:audit.change', change)}`;
  };
}

function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
