/**
 * Large cities that are looked for by their own name and live by the clock of another: `zone = English = Russian, with
 * further names of either language`. Whoever reads one language may type the other, so both are in one table.
 */
const table = `
  Europe/Moscow = Saint Petersburg, St. Petersburg = Санкт-Петербург, Питер, Петербург
  Europe/Moscow = Nizhny Novgorod = Нижний Новгород
  Europe/Moscow = Kazan = Казань
  Europe/Moscow = Krasnodar = Краснодар
  Europe/Moscow = Rostov-on-Don = Ростов-на-Дону
  Europe/Moscow = Sochi = Сочи
  Europe/Moscow = Voronezh = Воронеж
  Asia/Yekaterinburg = Chelyabinsk = Челябинск
  Asia/Yekaterinburg = Perm = Пермь
  Asia/Yekaterinburg = Tyumen = Тюмень
  Asia/Yekaterinburg = Ufa = Уфа
  Asia/Almaty = Astana = Астана
  Asia/Shanghai = Beijing, Peking = Пекин
  Asia/Shanghai = Shenzhen = Шэньчжэнь
  Asia/Shanghai = Guangzhou, Canton = Гуанчжоу
  Asia/Kolkata = Mumbai, Bombay = Мумбаи, Бомбей
  Asia/Kolkata = New Delhi = Нью-Дели, Дели
  Asia/Kolkata = Bangalore, Bengaluru = Бангалор
  Asia/Tokyo = Osaka = Осака
  Asia/Dubai = Abu Dhabi = Абу-Даби
  Asia/Riyadh = Doha = Доха
  Asia/Jerusalem = Tel Aviv = Тель-Авив
  Asia/Ho_Chi_Minh = Hanoi = Ханой
  Europe/Istanbul = Ankara = Анкара
  Europe/Berlin = Munich, München = Мюнхен
  Europe/Berlin = Frankfurt = Франкфурт
  Europe/Berlin = Hamburg = Гамбург
  Europe/Rome = Milan, Milano = Милан
  Europe/Madrid = Barcelona = Барселона
  Europe/Zurich = Geneva, Genève = Женева
  Europe/London = Edinburgh = Эдинбург
  Europe/Warsaw = Krakow, Kraków = Краков
  America/Los_Angeles = San Francisco = Сан-Франциско
  America/Los_Angeles = Seattle = Сиэтл
  America/Los_Angeles = Las Vegas = Лас-Вегас
  America/New_York = Washington = Вашингтон
  America/New_York = Boston = Бостон
  America/New_York = Miami = Майами
  America/Chicago = Houston = Хьюстон
  America/Chicago = Dallas = Даллас
  America/Toronto = Montreal, Montréal = Монреаль
  America/Toronto = Ottawa = Оттава
  America/Sao_Paulo = Rio de Janeiro = Рио-де-Жанейро
  America/Sao_Paulo = Brasília = Бразилиа
  Africa/Johannesburg = Cape Town = Кейптаун
  Australia/Sydney = Canberra = Канберра
`;

export interface WellKnownCity {
  readonly zone: string;
  /** Its names in each language, the usual one first. */
  readonly en: readonly string[];
  readonly ru: readonly string[];
}

export const wellKnownCities: readonly WellKnownCity[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [zone = '', en = '', ru = ''] = line.split('=').map((part) => part.trim());
    return { zone, en: en.split(', '), ru: ru.split(', ') };
  });
