import type { figures as english } from '#client/i18n/en/figures.ts';
import type { Localised } from '#shared/localised.ts';

/** Что сумма говорит о себе: насколько она старая, откуда взялась и чего в ней не хватает. */
export const figures = {
  unknown: 'неизвестно',
  old: 'устарело, {{day}}',
  assumed: 'допущение',
  unpriced_one: 'без цены: {{count}}',
  unpriced_few: 'без цены: {{count}}',
  unpriced_many: 'без цены: {{count}}',
  unpriced_other: 'без цены: {{count}}',
  sources: { manual: 'вручную', import: 'из файла', deribit: 'Deribit', sim: 'симуляция' },
  understood: '= {{number}}',
  chart: {
    sentence:
      '{{from}} было {{opening}}, {{to}} стало {{closing}}. Меньше всего {{lowestDay}}: {{lowest}}; больше всего {{highestDay}}: {{highest}}.',
    unchanged: '{{value}} каждый день с {{from}} по {{to}}.',
    oneDay: '{{day}}: {{value}}.',
    table: 'Показать таблицей',
    day: 'День',
    value: 'Стоимость, {{currency}}',
  },
  simulated: 'Симуляция – не рыночные данные',
} satisfies Localised<typeof english>;
