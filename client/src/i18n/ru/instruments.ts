import type { instruments as english } from '#client/i18n/en/instruments.ts';
import type { Localised } from '#shared/localised.ts';

/** Чем торгуют: как это найти и как добавить новое. */
export const instruments = {
  symbol: 'Тикер',
  name: 'Название',
  kind: 'Вид',
  kinds: {
    equity: 'Акция',
    etf: 'ETF',
    fund: 'Фонд',
    bond: 'Облигация',
    crypto: 'Криптовалюта',
    option: 'Опцион',
    future: 'Фьючерс',
    other: 'Другое',
  },
  currency: 'Валюта цены',
  multiplier: 'Множитель',
  multiplierHint: 'Сколько единиц в одном контракте. Если одна, оставьте пустым.',
  multiplierOfBond: 'Если цена в процентах от номинала: номинал / 100. Если нет, оставьте пустым.',
  makeNew: 'Добавить «{{symbol}}»',
  noneYet: 'Введите тикер, например SBER, чтобы добавить его.',
  newTitle: 'Новый инструмент',
  newBody: 'Описать его нужно один раз.',
  create: 'Добавить инструмент',
  about: 'Об инструменте',
  saved: 'Инструмент сохранён',
} satisfies Localised<typeof english>;
