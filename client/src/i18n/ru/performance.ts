import type { performance as english } from '#client/i18n/en/performance.ts';
import type { Localised } from '#shared/localised.ts';

/** Что вышло из портфеля за выбранное время. */
export const performance = {
  title: 'Доходность',
  range: 'Период',
  ranges: {
    '1m': 'Месяц',
    '3m': 'Три месяца',
    ytd: 'С начала года',
    '1y': 'Год',
    '5y': 'Пять лет',
    all: 'Всё время',
  },
  faces: { '1m': '1М', '3m': '3М', ytd: 'Год.', '1y': '1Г', '5y': '5Л', all: 'Всё' },
  value: 'Стоимость',
  gain: {
    title: 'Результат',
    opening: 'Стоимость в начале',
    contributions: 'Внесено',
    withdrawals: 'Выведено',
    total: 'Результат',
    price: 'за счёт цен',
    fx: 'за счёт курсов',
    income: 'дивиденды и проценты',
    fees: 'комиссии',
    taxes: 'налоги',
    closing: 'Стоимость сейчас',
  },
  returns: {
    title: 'Доходность',
    twr: 'Взвешенная по времени',
    twrHint: 'Что дал выбор вложений, когда бы вы ни вносили деньги.',
    twrAnnual: 'Взвешенная по времени, в год',
    twrAnnualHint: 'То же в пересчёте на год.',
    dietz: 'По модифицированному Дитцу',
    dietzHint: 'На деньги, которые были на счёте, с учётом дней.',
    xirr: 'Взвешенная по деньгам, в год (XIRR)',
    maxDrawdown: 'Наибольшая просадка',
    volatility: 'Волатильность, в год',
    volatilityHint: 'Насколько колеблется доходность по дням.',
  },
  reasons: {
    NO_CAPITAL: 'Был день без вложений или с долгом больше них.',
    TOO_SHORT: 'Для годовой ставки нужен хотя бы год.',
    TOO_FEW_DAYS: 'Нужно хотя бы 20 торговых дней.',
    NEVER_FELL: 'Просадок не было.',
  },
  xirr: {
    one: 'Что принесли ваши деньги с учётом того, когда вы их внесли.',
    several: 'Этим платежам подходят несколько ставок.',
    none: 'Этим платежам не подходит ни одна ставка.',
  },
  drawdown: {
    open: 'С {{peak}} по {{trough}}, пока не восстановилась.',
    recovered: 'С {{peak}} по {{trough}}, восстановилась {{recovered}}.',
  },
} satisfies Localised<typeof english>;
