import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { SearchField } from '#client/components/search-field.tsx';
import { dayIn, idIn } from '#client/lib/address-values.ts';
import { useAddress } from '#client/lib/use-address.ts';
import type { AuditItem } from '#shared/identity/admin.ts';
import { auditEvents } from '#shared/identity/audit.ts';

/** Which events the list shows. */
export function AuditFilters({ items }: { items: readonly AuditItem[] }) {
  const { t } = useTranslation(['admin', 'account']);
  const { params, filter } = useAddress();
  const day = (name: 'from' | 'to') => (
    <TextField
      id={name}
      type="date"
      label={t(`admin:audit.${name}`)}
      value={dayIn(params, name) ?? ''}
      onChange={({ target }) => filter({ [name]: target.value })}
    />
  );
  return (
    <search className="flex flex-col gap-3">
      <div className="grid grid-cols-1 gap-4 min-[24rem]:grid-cols-2 xl:grid-cols-[minmax(0,1fr)_11rem_11rem_14rem]">
        <SelectField
          id="event"
          className="min-[24rem]:max-xl:col-span-2"
          label={t('admin:audit.event')}
          value={params.get('event') ?? ''}
          onChange={({ target }) => filter({ event: target.value })}
        >
          <option value="">{t('admin:audit.anyEvent')}</option>
          {auditEvents.map((event) => (
            <option key={event} value={event}>
              {t(`account:activity.events.${event}`)}
            </option>
          ))}
        </SelectField>
        {day('from')}
        {day('to')}
        <SearchField
          id="ip"
          className="min-[24rem]:max-xl:col-span-2"
          label={t('admin:audit.ip')}
          value={params.get('ip') ?? ''}
          onSearch={(ip) => filter({ ip })}
        />
      </div>
      <OneUser items={items} />
    </search>
  );
}

/** Says whose events alone are shown, by their e-mail where one of them is in sight. */
function OneUser({ items }: { items: readonly AuditItem[] }) {
  const { t } = useTranslation('admin');
  const { params, filter } = useAddress();
  const userId = idIn(params, 'user');
  if (userId === undefined) return null;
  const who = items.find(({ user }) => user?.id === userId)?.user?.email ?? userId;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-[0.8125rem] [overflow-wrap:anywhere]">
      {t('audit.onlyOf', { who })}
      <Button variant="secondary" size="sm" onClick={() => filter({ user: null })}>
        {t('audit.ofEverybody')}
      </Button>
    </p>
  );
}
