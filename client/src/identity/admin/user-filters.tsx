import { useTranslation } from 'react-i18next';
import { SelectField } from '#client/components/select-field.tsx';
import { activities, orderIn, userOrders } from '#client/identity/admin/admin.rules.ts';
import { SearchField } from '#client/components/search-field.tsx';
import { useAddress } from '#client/lib/use-address.ts';
import { roles } from '#shared/permissions.ts';

/** Whom the list shows, and in which order. */
export function UserFilters() {
  const { t } = useTranslation('admin');
  const { params, filter } = useAddress();
  return (
    <search className="grid grid-cols-2 gap-4 xl:grid-cols-[minmax(0,1fr)_12rem_12rem_16rem]">
      <SearchField
        id="search"
        className="max-xl:col-span-2"
        label={t('users.search')}
        hint={t('users.searchHint')}
        value={params.get('search') ?? ''}
        onSearch={(search) => filter({ search })}
      />
      <SelectField
        id="role"
        label={t('users.role')}
        value={params.get('role') ?? ''}
        onChange={({ target }) => filter({ role: target.value })}
      >
        <option value="">{t('users.any')}</option>
        {roles.map((role) => (
          <option key={role} value={role}>
            {t(`roles.${role}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        id="state"
        label={t('users.state')}
        value={params.get('state') ?? ''}
        onChange={({ target }) => filter({ state: target.value })}
      >
        <option value="">{t('users.any')}</option>
        {activities.map((state) => (
          <option key={state} value={state}>
            {t(`states.${state}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        id="sort"
        className="max-xl:col-span-2"
        label={t('users.sort')}
        value={orderIn(params)}
        onChange={({ target }) => filter({ sort: target.value })}
      >
        {userOrders.map((order) => (
          <option key={order} value={order}>
            {t(`users.sorts.${order}`)}
          </option>
        ))}
      </SelectField>
    </search>
  );
}
