/** The administrator of the demo. Their e-mail tells whether the demo has been made. */
export const demoAdmin = { email: 'admin@demo.example', username: 'demo-admin', fullName: 'Olga Serova' };

/** The person with a history and second factors. */
export const demoPerson = { email: 'anna@demo.example', username: 'demo-anna', fullName: 'Anna Lindqvist' };

/** Who reads the pages in Russian. */
export const demoRussian = {
  email: 'boris@demo.example',
  username: 'demo-boris',
  fullName: 'Борис Ветров',
  locale: 'ru',
} as const;

/** Whom the lists of administrators show beside them. No password opens these accounts. */
export const demoOthers: readonly string[] = [
  'Алексей Воронцов',
  'Maria Castellanos',
  'Игорь Мельников',
  'Charlotte Dubois',
  'Екатерина Белова',
  'Jonas Weber',
  'Тимур Галеев',
  'Aoife Brennan',
  'Наталья Ёлкина',
  'Kenji Watanabe',
  'Дмитрий Карпов',
  'Lucía Fernández',
  'Светлана Руденко',
  'Oliver Hughes',
  'Марат Исмаилов',
  'Ingrid Solberg',
  'Павел Щербаков',
  'Chiara Moretti',
  'Юлия Антонова',
  'Mateusz Kowalski',
  'Роман Жданов',
  'Priya Raman',
  'Вера Чистякова',
  'Emil Johansson',
  'Лев Пантелеев',
  'Amara Okafor',
  'Анастасия Громова',
  'Noah Fitzgerald',
  'Георгий Цветков',
  'Beatriz Almeida',
];

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1';
const laptop =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const office = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0';
const stranger =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36';

/** Where the person signs in from. The addresses are those kept for examples (RFC 5737). */
export const demoDevices = [
  { ip: '203.0.113.24', device: laptop },
  { ip: '198.51.100.7', device: phone },
  { ip: '203.0.113.80', device: office },
] as const;
export const demoStranger = { ip: '192.0.2.66', device: stranger } as const;
