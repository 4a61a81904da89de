import { Permitted } from '#client/app/permitted.tsx';
import { AuditPage } from '#client/identity/admin/audit-page.tsx';
import { MailsPage } from '#client/identity/admin/mails-page.tsx';
import { UsersPage } from '#client/identity/admin/users-page.tsx';

/** The pages of administrators: one chunk, which nobody else fetches. */
export function AdminUsers() {
  return (
    <Permitted permission="users:read">
      <UsersPage />
    </Permitted>
  );
}

export function AdminAudit() {
  return (
    <Permitted permission="audit:read">
      <AuditPage />
    </Permitted>
  );
}

export function AdminMails() {
  return (
    <Permitted permission="mails:read">
      <MailsPage />
    </Permitted>
  );
}
