import type { exchanges as english } from '#client/i18n/en/exchanges.ts';
import type { Localised } from '#shared/localised.ts';

/** Часы бирж: где идут торги и когда следующий колокол. */
export const exchanges = {
  title: 'Биржи',
  description: 'Время торгов по вашим часам.',
  names: { moex: 'MOEX', lse: 'LSE', nyse: 'NYSE', cme: 'CME', crypto: 'Крипто' },
  places: {
    moex: 'Москва, акции',
    lse: 'Лондон, акции',
    nyse: 'Нью-Йорк, акции',
    cme: 'Чикаго, фьючерсы',
    crypto: 'Круглосуточно',
  },
  states: { open: 'Открыта', closed: 'Закрыта', unknown: 'Неизвестно' },
  days: { short: 'Особые часы', holiday: 'Праздник' },
  opens: 'открытие: {{when}}',
  closes: 'закрытие: {{when}}',
  noBell: 'Не закрывается',
  noCalendar: 'Нет расписания на этот день',
} satisfies Localised<typeof english>;
