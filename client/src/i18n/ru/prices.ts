import type { prices as english } from '#client/i18n/en/prices.ts';
import type { Localised } from '#shared/localised.ts';

/** Цены и курсы, которые вносят вручную. */
export const prices = {
  day: 'День',
  save: 'Сохранить',
  saved: 'Сохранено',
  none: 'Пока ни одной записи.',
  removeNamed: 'Удалить запись за {{date}}',
  notRemoved: 'Удалить не удалось',
  prices: {
    title: 'Цены',
    body: 'Ваша цена важнее других за тот же день.',
    one: 'Цена, {{currency}}',
  },
  rates: {
    title: 'Курс {{base}}/{{quote}}',
    body: 'Ваш курс важнее других за тот же день.',
    one: '1 {{base}} в {{quote}}',
  },
} satisfies Localised<typeof english>;
