import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { passwordProblem } from '#server/security/guessable-passwords.ts';

const own = ['Anna.Petrova@пример.рф', 'anna_petrova', 'Анна Сергеевна Петрова'];

test.each([
  'anna.petrova',
  'Anna_Petrova',
  'annapetrova',
  'petrovaanna1',
  'Petrova2026!',
  '1985petrova',
  'Petrova25.12.1985',
  'анна петрова',
  'Петрова85',
  'сергеевна12',
  'петрована1',
  'gtnhjdf1985',
  'anna.petrova@пример.рф',
  'пример.рф1',
])('the password %s of the owner’s name is weak', (password) => {
  expect(passwordProblem(password, own)).toBe('PASSWORD_WEAK');
});

test.each(['anna reads at night', 'Петрова любит чай', 'x9!kQ2#z anna', 'petrovaanna and 5 cats'])(
  'the password %s around the owner’s name is accepted',
  (password) => {
    expect(passwordProblem(password, own)).toBeNull();
  },
);

test('a short or absent name weakens no password', () => {
  expect(passwordProblem('x9!kQ2#z', ['k@z.io', undefined, '', 'Q'])).toBeNull();
});

test.each([
  ['password', 'as it stands'],
  ['Ｐａｓｓｗｏｒｄ', 'in wide letters'],
  ['солнышко', 'in Russian'],
  ['зфыыцщкв', 'password, Russian layout on'],
  ['ыекфтпук', 'stranger, Russian layout on'],
  ['gfhjkmgfhjkm', 'парольпароль, Latin layout on'],
  ['flvbybcnhfnjh', 'администратор, Latin layout on'],
  ['gfhjkm2026', 'пароль2026, Latin layout on'],
  ['P@ssw0rd1', 'with signs for letters'],
  ['P@$$w0rd2025!!', 'with signs for letters and a year'],
  ['Password2026!', 'with a year and a sign'],
  ['Moscow2025!!', 'with a year and two signs'],
  ['Москва2025!!', 'in Russian, with a year and two signs'],
  ['2026password2026', 'between two years'],
  ['!!password!!', 'between signs'],
  ['dragon25121985', 'with a date'],
  ['Admin@123456', 'with a run of figures'],
  ['Welcome@123456', 'with a run of figures'],
  ['Пароль@123456', 'in Russian, with a run of figures'],
  ['Hello12345678', 'with a long run of figures'],
  ['Password1Password1', 'twice'],
  ['admin123admin123', 'twice'],
  ['Password1-Password1', 'twice, with a sign between'],
  ['passwordPASSWORD1', 'twice, in other letters'],
  ['password'.repeat(30), 'thirty times'],
  ['quantpulse1', 'the name of this service'],
])('the password %s is common: a listed word %s', (password) => {
  expect(passwordProblem(password, own)).toBe('PASSWORD_COMMON');
});

test.each([
  'aaaaaaaa',
  '!!!!!!!!',
  'abababababab',
  'xyxyxyxyxy',
  '11223344',
  'AaAaAaAa',
  '1234512345',
  'мамапапамамапапа',
  '87654321',
  '7890123456',
  'poiuytrewq',
  'asdfghjkl;',
  'qwer1234',
  'qwer!@#$',
  'фывапрол',
  'йцукен12',
  'abcdefgh',
  'абвгдеёжз',
  '25121985',
  'я'.repeat(200),
])('the guessable password %s is refused', (password) => {
  expect(passwordProblem(password, own)).not.toBeNull();
});

test.each([
  'correct horse battery staple',
  'four random words',
  'a long password',
  'my password is long',
  'quite another password',
  'password manager',
  'monkey dragon master',
  'dragon83920174',
  'Tr0ub4dor&3',
  'x9!kQ2#z',
  'zK7$mPq2',
  'RGrt!RgT',
  '83920174651',
  '463280519860',
  '1203-1987-5',
  'iguana-velvet-77-orbit',
  'SundayRainOnTheRoof',
  'dragonfly over monkey island',
  'one two three go home',
  'abcd efgh or xyz?',
  'banana bandana',
  'qwerty and coffee',
  'любимаямама',
  'пятнадцать человек на сундук',
  'мой пароль длиннее твоего',
  'корова ест сирень',
  'СнегВоктябре',
  'зелёный трактор 1987 года',
  'ktnj yf lfxt d cjcyf[',
  '正しい馬の電池',
  'Größenwahn bei Nacht',
  'émile et une nuit',
  '🦊🐌🌵🎻🧊🪁🥨🛶',
])('the password %s is accepted', (password) => {
  expect(passwordProblem(password, own)).toBeNull();
});

test('two thousand random passwords are accepted', () => {
  const random = Array.from({ length: 2000 }, () => randomBytes(9).toString('base64url'));
  expect(random.filter((password) => passwordProblem(password, own) !== null)).toEqual([]);
});

test.each([
  'a!1'.repeat(85),
  `${'1234'.repeat(63)}z`,
  'monkeydragonpassword1love2abcd'.repeat(3).slice(0, 64),
  'asdfghjkl1срфтпувтуцзфыыцщквpassword1234mypasswordзфыыцщкв13шдщм',
])('a password of any length is judged in under 20 ms: %s', (password) => {
  const startedAt = performance.now();
  passwordProblem(password, [password, 'a b c '.repeat(40)]);
  expect(performance.now() - startedAt).toBeLessThan(20);
});
