import type { activity as english } from '#client/i18n/en/activity.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Что происходило с учётной записью, словами для её владельца. */
export const activity = {
  events: {
    registered: 'Учётная запись создана',
    'signed-in': 'Выполнен вход',
    'sign-in-refused': 'Попытка входа отклонена',
    'signed-out': 'Выполнен выход',
    'session-replaced': 'Сеанс завершён новым входом в том же браузере',
    'session-revoked': 'Сеанс завершён',
    'sessions-revoked': 'Завершено сразу несколько сеансов',
    'refresh-recovered': 'Сеанс продолжен после обрыва связи',
    'refresh-reused': 'Использована копия сеанса, поэтому он завершён',
    'password-changed': 'Пароль изменён',
    'password-reset': 'Пароль сброшен администратором',
    'password-refused': 'Неверный пароль при подтверждении действия',
    reauthenticated: 'Пароль подтверждён',
    'username-changed': 'Имя пользователя изменено',
    'data-exported': 'Скачана копия ваших данных',
    'account-disabled': 'Учётная запись отключена администратором',
    'account-enabled': 'Учётная запись снова включена администратором',
    'account-deleted': 'Учётная запись удалена',
    'role-changed': 'Роль изменена администратором',
    'everyone-signed-out': 'Администратор завершил сеансы всех пользователей',
    'limit-hit': 'Слишком много попыток: следующие на время отклонены',
  },
  unknownEvent: 'Другое событие учётной записи',
  thisSession: 'Этот сеанс',
  onServer: 'Администратор, непосредственно на сервере',
} satisfies Localised<typeof english>;
