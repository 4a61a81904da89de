import type { sessions as english } from '#client/i18n/en/sessions.ts';
import type { Localised } from '#shared/localised.ts';

/** Где открыты сеансы и как их завершить. */
export const sessions = {
  title: 'Сеансы',
  description: 'Где открыт ваш аккаунт. Завершите сеансы, которых не узнаёте.',
  current: 'Это устройство',
  ip: 'IP-адрес',
  lastSeen: 'Активен',
  opened: 'Вход',
  expires: 'Истекает',
  remembered: 'Остаётся после закрытия браузера',
  brief: 'До закрытия браузера',
  end: 'Завершить',
  endNamed: 'Завершить сеанс: {{device}}, вход {{when}}',
  signOut: 'Выйти',
  onlyHere: 'Вы вошли только здесь. Вход на другом устройстве появится в этом списке.',
  endOthers: 'Завершить остальные',
  endAll: 'Выйти на всех устройствах',
  ended_one: 'Завершён {{count}} сеанс',
  ended_few: 'Завершено {{count}} сеанса',
  ended_many: 'Завершено {{count}} сеансов',
  ended_other: 'Завершено {{count}} сеанса',
  noneEnded: 'Остальные сеансы уже завершены',
  alreadyEnded: 'Этот сеанс уже был завершён',
  everywhere: {
    title: 'Выйти на всех устройствах?',
    body: 'Все сеансы завершатся сразу, и этот тоже. Чтобы вернуться, понадобится пароль.',
    confirm: 'Выйти на всех устройствах',
    done: 'Вы вышли на всех устройствах',
    ended_one: 'Завершён только этот сеанс.',
    ended_few: 'Завершено {{count}} сеанса вместе с этим.',
    ended_many: 'Завершено {{count}} сеансов вместе с этим.',
    ended_other: 'Завершено {{count}} сеанса вместе с этим.',
    signIn: 'Войти снова',
  },
} satisfies Localised<typeof english>;
