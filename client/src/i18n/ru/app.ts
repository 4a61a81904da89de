import type { app as english } from '#client/i18n/en/app.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Что может сказать любая страница: настройки, состояния связи, страницы, которых нет. */
export const app = {
  language: { label: 'Язык', en: 'English', ru: 'Русский' },
  theme: { label: 'Тема', dark: 'Тёмная', light: 'Светлая', system: 'Системная' },
  preferenceNotSaved: 'Не удалось сохранить это в профиле.',
  splash: 'Открываем QuantPulse…',
  offline: 'Нет сети. Данные на странице могли устареть.',
  otherAddress: 'С этого адреса войти нельзя. Откройте QuantPulse по адресу',
  unreachable: {
    title: 'Сервер недоступен',
    body: 'Он перезапускается, или прервалась связь. Мы пробуем снова; если вы вошли, сеанс сохранится.',
  },
  crash: {
    title: 'Эта страница перестала работать',
    body: 'Остальные разделы QuantPulse работают. Попробуйте открыть её ещё раз.',
    passOn: 'Если ошибка повторится, сообщите администратору этот номер.',
    requestId: 'Номер запроса',
    reload: 'Обновить страницу',
    home: 'Перейти к обзору',
  },
  notFound: {
    title: 'Страница не найдена',
    body: 'По этому адресу ничего нет. Возможно, ссылка устарела или в ней опечатка.',
    home: 'Перейти к обзору',
    signIn: 'Перейти ко входу',
  },
} satisfies Localised<typeof english>;
